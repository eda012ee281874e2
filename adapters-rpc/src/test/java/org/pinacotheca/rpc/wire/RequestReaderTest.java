package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pinacotheca.rpc.wire.ReadingServer.Outcome;
import org.pinacotheca.rpc.wire.ReadingServer.Reply;
import org.pinacotheca.transport.ClientGone;

class RequestReaderTest extends LiveReaderTest {
  @Test
  void readsAQuery() throws Exception {
    server.exchange(
        "GET /api.php?method=up.photos.get&caption=Gr%C3%B6%C3%9Fe+x&ss= HTTP/1.1\nHost: h",
        new byte[0]);
    Outcome outcome = server.outcome();
    assertThat(outcome.parameters())
        .containsExactly(
            new RpcParameter("method", "up.photos.get"),
            new RpcParameter("caption", "Größe x"),
            new RpcParameter("ss", ""));
    assertThat(outcome.request().verb()).isEqualTo("GET");
    assertThat(outcome.request().multipart()).isFalse();
    assertThat(outcome.request().address()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(outcome.request().value("caption")).contains("Größe x");
    assertThat(outcome.request().value("ss")).isEmpty();
  }

  @Test
  void readsAFormBesideTheQuery() throws Exception {
    post(
        "/restserver.php?method=m&api_key=k",
        FORM + "\nX-Forwarded-For: 192.0.2.7, 198.51.100.1",
        bytes("a=1&b=%20"));
    Outcome outcome = server.outcome();
    assertThat(outcome.parameters())
        .containsExactly(
            new RpcParameter("method", "m"),
            new RpcParameter("api_key", "k"),
            new RpcParameter("a", "1"),
            new RpcParameter("b", " "));
    assertThat(outcome.request().address()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
  }

  @Test
  void readsAFormWithoutAType() throws Exception {
    post("/api.php", "", bytes("a=1"));
    assertThat(server.outcome().parameters()).containsExactly(new RpcParameter("a", "1"));
  }

  @Test
  void readsTheSampleOfTheReference() throws Exception {
    byte[] picture = random(50_000);
    byte[] body =
        new MultipartBody()
            .text("method", "up.photos.upload")
            .text("api_key", "77a52842357422fadd912a2600e6e53c")
            .text("community", "mycommunity")
            .text("session_key", "489727d0ab2efc6e8003018c-i2LLkn8BDb2s.")
            .text("call_id", "1172623588.023010")
            .text("caption", "Under the sunset")
            .text("aid", "940915667462717")
            .text("sig", "dfa724b8a5cd97d9df4baf2b60d3484c")
            .part(
                "Content-Disposition: form-data; name=\"data\"; filename=\"somefilename.jpg\"\n"
                    + "Content-Type: image/jpg",
                picture)
            .raw("--SoMeTeXtWeWiLlNeVeRsEe--")
            .bytes();
    Reply reply = post("/api.php", MULTIPART + "\nMIME-version: 1.0", body);
    assertThat(reply.status()).isEqualTo(200);
    Outcome outcome = server.outcome();
    assertThat(outcome.file()).isEqualTo(picture);
    assertThat(outcome.request().multipart()).isTrue();
    assertThat(outcome.parameters())
        .containsExactly(
            new RpcParameter("method", "up.photos.upload"),
            new RpcParameter("api_key", "77a52842357422fadd912a2600e6e53c"),
            new RpcParameter("community", "mycommunity"),
            new RpcParameter("session_key", "489727d0ab2efc6e8003018c-i2LLkn8BDb2s."),
            new RpcParameter("call_id", "1172623588.023010"),
            new RpcParameter("caption", "Under the sunset"),
            new RpcParameter("aid", "940915667462717"),
            new RpcParameter("sig", "dfa724b8a5cd97d9df4baf2b60d3484c"));
  }

  @Test
  void readsParametersSplitBetweenQueryAndParts() throws Exception {
    byte[] picture = random(3_000_000);
    byte[] body =
        new MultipartBody()
            .part(
                "Content-Type: image/jpeg\ncontent-disposition: form-data; filename=\"x.jpg\"",
                picture)
            .part(
                "Content-Disposition: form-data; name=\"caption\"\n"
                    + "Content-Type: text/plain;charset=utf-8",
                bytes("Größe 🌅"))
            .text("aid", "")
            .end();
    post("/api.php?method=photos.upload&v=1.0", MULTIPART, body);
    Outcome outcome = server.outcome();
    assertThat(outcome.file()).isEqualTo(picture);
    assertThat(outcome.parameters())
        .containsExactly(
            new RpcParameter("method", "photos.upload"),
            new RpcParameter("v", "1.0"),
            new RpcParameter("caption", "Größe 🌅"),
            new RpcParameter("aid", ""));
  }

  @Test
  void readsABodyInChunksAndTheNextRequestBehindIt() throws Exception {
    byte[] body =
        new MultipartBody().text("a", "1").raw("--SoMeTeXtWeWiLlNeVeRsEe--\r\nepilogue").bytes();
    try (Socket socket = server.connect()) {
      for (int i = 0; i < 3; i++) {
        ReadingServer.send(
            socket,
            "POST /api.php HTTP/1.1\nHost: h\nTransfer-Encoding: chunked" + MULTIPART,
            new byte[0]);
        OutputStream out = socket.getOutputStream();
        for (byte b : body) {
          out.write(new byte[] {'1', '\r', '\n', b, '\r', '\n'});
        }
        out.write(bytes("0\r\n\r\n"));
        assertThat(ReadingServer.reply(socket.getInputStream()).head())
            .doesNotContainIgnoringCase("connection: close");
        assertThat(server.outcome().parameters()).containsExactly(new RpcParameter("a", "1"));
      }
    }
  }

  @Test
  void waitsForTheEndOfTheBodyBehindTheLastBoundary() throws Exception {
    byte[] body = new MultipartBody().text("a", "1").end();
    try (Socket socket = server.connect()) {
      ReadingServer.send(
          socket,
          "POST /api.php HTTP/1.1\nHost: h\nTransfer-Encoding: chunked" + MULTIPART,
          chunk(body));
      // Long enough to detect a reader that does not wait but closes the connection.
      Thread.sleep(200);
      socket.getOutputStream().write(bytes("0\r\n\r\n"));
      assertThat(ReadingServer.reply(socket.getInputStream()).head())
          .doesNotContainIgnoringCase("connection: close");
    }
    assertThat(server.outcome().parameters()).containsExactly(new RpcParameter("a", "1"));
  }

  @Test
  void asksForABodyThatWaitsToBeAskedFor() throws Exception {
    byte[] body = new MultipartBody().text("a", "1").end();
    try (Socket socket = server.connect()) {
      String head =
          "POST /api.php HTTP/1.1\nHost: h\nExpect: 100-continue\nContent-Length: "
              + body.length
              + MULTIPART;
      ReadingServer.send(socket, head, new byte[0]);
      assertThat(ReadingServer.reply(socket.getInputStream()).status()).isEqualTo(100);
      socket.getOutputStream().write(body);
      assertThat(ReadingServer.reply(socket.getInputStream()).status()).isEqualTo(200);
    }
    assertThat(server.outcome().parameters()).containsExactly(new RpcParameter("a", "1"));
  }

  @Test
  void refusesABodyThatEndsWithinAPart() throws Exception {
    byte[] body =
        new MultipartBody()
            .part("Content-Disposition: form-data; filename=x", random(100_000))
            .end();
    Reply reply = post("/api.php?method=m", MULTIPART, Arrays.copyOf(body, 60_000));
    assertThat(reply.body())
        .contains("<error_code>100</error_code>")
        .contains("<key>method</key><value>m</value>");
    refused(RpcError.INVALID_PARAMETER);
  }

  @Test
  void refusesBodiesOfOtherKinds() throws Exception {
    post("/api.php", "\nContent-Type: application/json", bytes("{}"));
    refused(RpcError.INVALID_PARAMETER);
    server.exchange("GET /api.php HTTP/1.1\nHost: h\nContent-Length: 3" + FORM, bytes("a=1"));
    refused(RpcError.INVALID_PARAMETER);
    post("/api.php", FORM, bytes("a=" + "%20".repeat(400_000)));
    refused(RpcError.INVALID_PARAMETER);
  }

  @Test
  void refusesANameGivenInQueryAndBody() throws Exception {
    post("/api.php?a=1", FORM, bytes("a=1"));
    refused(RpcError.INVALID_PARAMETER);
    post("/api.php?api_key=1", MULTIPART, new MultipartBody().text("apiKey", "1").end());
    refused(RpcError.INVALID_PARAMETER);
    server.exchange("GET /api.php?a=1&a=1 HTTP/1.1\nHost: h", new byte[0]);
    refused(RpcError.INVALID_PARAMETER);
  }

  @Test
  void forgetsAnUploadWhoseClientGoesAway() throws Exception {
    byte[] body =
        new MultipartBody()
            .part("Content-Disposition: form-data; filename=x", random(1 << 20))
            .end();
    for (boolean abruptly : new boolean[] {false, true}) {
      try (Socket socket = server.connect()) {
        String head = "POST /api.php HTTP/1.1\nHost: h\nContent-Length: " + body.length + MULTIPART;
        ReadingServer.send(socket, head, Arrays.copyOf(body, body.length / 2));
        soon(() -> server.spool.openFiles() > 0);
        socket.setSoLinger(abruptly, 0);
      }
      assertThat(server.outcome().failure()).isInstanceOf(ClientGone.class);
    }
  }
}
