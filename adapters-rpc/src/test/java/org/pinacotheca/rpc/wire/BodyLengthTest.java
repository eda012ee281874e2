package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.rpc.wire.ReadingServer.Reply;

/** Bodies that are shorter or longer than their heads declare. */
class BodyLengthTest extends LiveReaderTest {
  private static final RequestLimits SHORT_OF_TIMEOUT =
      RequestLimits.STANDARD.withTimes(Duration.ofMillis(500), Duration.ofMinutes(1));

  @Override
  RequestLimits limits() {
    return SHORT_OF_TIMEOUT;
  }

  @AfterEach
  void itIsRefused() throws Exception {
    refused(RpcError.INVALID_PARAMETER);
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
      // It would be read as the next request, but is none.
      assertThat(ReadingServer.reply(socket.getInputStream()).status()).isEqualTo(400);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static void send(Socket socket, int declared, byte[] body) throws Exception {
    ReadingServer.send(
        socket, "POST /api.php HTTP/1.1\nHost: h\nContent-Length: " + declared + MULTIPART, body);
  }
}
