package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.rpc.wire.ReadingServer.Reply;

/** Bodies that are shorter or longer than their heads declare. */
class BodyLengthTest {
  private static final RequestLimits LIMITS =
      RequestLimits.STANDARD.withTimes(Duration.ofMillis(500), Duration.ofMinutes(1));

  @TempDir Path directory;
  private ReadingServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ReadingServer(directory, LIMITS);
  }

  @AfterEach
  void nothingStays() throws Exception {
    assertThat(server.outcome().failure())
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.error()).isEqualTo(RpcError.INVALID_PARAMETER));
    assertThat(server.spool.openFiles()).isZero();
    assertThat(server.places.bodies().taken()).isZero();
    server.close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anUploadThatStallsWithinItsFileIsCutOff() throws Exception {
    byte[] body =
        new MultipartBody()
            .part("Content-Disposition: form-data; filename=x", new byte[1 << 20])
            .end();
    try (Socket socket = server.connect()) {
      send(socket, body.length, Arrays.copyOf(body, body.length / 2));
      Reply reply = ReadingServer.reply(socket.getInputStream());
      assertThat(reply.body()).contains("<error_code>100</error_code>", "too slowly");
      assertThat(reply.head()).containsIgnoringCase("connection: close");
    }
  }

  @Test
  void whatFollowsTheDeclaredLengthIsNotRead() throws Exception {
    byte[] body = new MultipartBody().text("a", "1").text("b", "x".repeat(500)).end();
    try (Socket socket = server.connect()) {
      send(socket, body.length - 300, body);
      assertThat(ReadingServer.reply(socket.getInputStream()).body())
          .contains("<error_code>100</error_code>");
      // It would be the next request, and is none.
      assertThat(ReadingServer.reply(socket.getInputStream()).status()).isEqualTo(400);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static void send(Socket socket, int declared, byte[] body) throws Exception {
    ReadingServer.send(
        socket,
        "POST /api.php HTTP/1.1\nHost: h\nContent-Length: "
            + declared
            + "\nContent-Type: multipart/form-data; boundary="
            + MultipartBody.BOUNDARY,
        body);
  }
}
