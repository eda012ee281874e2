package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pinacotheca.rpc.wire.ReadingServer.Reply;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.SpoolRoom;
import org.pinacotheca.transport.TransferSlots;

/** Bodies that are too large, too slow or too many. */
class RequestLimitsTest extends LiveReaderTest {

  @Test
  void refusesABodyThatIsTooLargeByItsLengthBeforeReadingIt() throws Exception {
    try (Socket socket = server.connect()) {
      String head =
          "POST /api.php?format=JSON&sig=5ec HTTP/1.1\nHost: h\nContent-Length: 5000000000"
              + MULTIPART;
      ReadingServer.send(socket, head, new byte[0]);
      Reply reply = ReadingServer.reply(socket.getInputStream());
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body())
          .startsWith("{\"error_code\":100,")
          .contains("\"format\"")
          .doesNotContain("5ec");
    }
    refused(RpcError.INVALID_PARAMETER);
  }

  @Test
  void tellsTheRefusalToAClientThatFirstSendsEverything() throws Exception {
    byte[] body =
        new MultipartBody()
            .part("Content-Disposition: form-data; filename=x", random(6 << 20))
            .end();
    Reply reply = post("/api.php", MULTIPART, body);
    assertThat(reply.body()).contains("<error_code>100</error_code>");
    assertThat(reply.head()).containsIgnoringCase("connection: close");
    refused(RpcError.INVALID_PARAMETER);
  }

  @Test
  void refusesChunksOnceTheyPassTheLimit() throws Exception {
    try (Socket socket = server.connect()) {
      ReadingServer.send(
          socket,
          "POST /api.php HTTP/1.1\nHost: h\nTransfer-Encoding: chunked" + MULTIPART,
          new byte[0]);
      OutputStream out = socket.getOutputStream();
      out.write(
          chunk(
              bytes(
                  "--"
                      + MultipartBody.BOUNDARY
                      + "\r\nContent-Disposition: form-data; filename=x\r\n\r\n")));
      for (int i = 0; i < 5; i++) {
        out.write(chunk(random(1 << 20)));
      }
      assertThat(ReadingServer.reply(socket.getInputStream()).body())
          .contains("<error_code>100</error_code>");
    }
    refused(RpcError.INVALID_PARAMETER);
  }

  @Test
  void refusesABodyThatStalls() throws Exception {
    server.close();
    server =
        new ReadingServer(
            directory, LIMITS.withTimes(Duration.ofMillis(100), Duration.ofMinutes(1)));
    try (Socket socket = server.connect()) {
      ReadingServer.send(
          socket,
          "POST /api.php HTTP/1.1\nHost: h\nContent-Length: 1000" + MULTIPART,
          bytes("--" + MultipartBody.BOUNDARY));
      assertThat(ReadingServer.reply(socket.getInputStream()).body())
          .contains("<error_code>100</error_code>");
    }
    refused(RpcError.INVALID_PARAMETER);
  }

  @Test
  void refusesABodyThatTricklesForTooLong() throws Exception {
    server.close();
    server =
        new ReadingServer(
            directory, LIMITS.withTimes(Duration.ofMinutes(1), Duration.ofMillis(300)));
    try (Socket socket = server.connect()) {
      ReadingServer.send(
          socket, "POST /api.php HTTP/1.1\nHost: h\nContent-Length: 100000" + FORM, new byte[0]);
      for (int i = 0; i < 1000 && socket.getInputStream().available() == 0; i++) {
        socket.getOutputStream().write('a');
        Thread.sleep(10);
      }
      assertThat(ReadingServer.reply(socket.getInputStream()).body())
          .contains("<error_code>100</error_code>");
    }
    refused(RpcError.INVALID_PARAMETER);
  }

  @Test
  void refusesMoreBodiesThanItMayReadAtOnce() throws Exception {
    server.close();
    server = new ReadingServer(directory, LIMITS, slots());
    try (Socket slow = server.connect()) {
      ReadingServer.send(
          slow, "POST /api.php HTTP/1.1\nHost: h\nContent-Length: 3" + FORM, bytes("a"));
      soon(() -> server.slots.bodies().taken() > 0);
      assertThat(post("/api.php", FORM, bytes("b=1")).body())
          .contains("<error_code>2</error_code>");
      refused(RpcError.SERVICE_UNAVAILABLE);
      slow.getOutputStream().write(bytes("=1"));
      assertThat(ReadingServer.reply(slow.getInputStream()).status()).isEqualTo(200);
    }
    assertThat(server.outcome().parameters()).containsExactly(new RpcParameter("a", "1"));
    post("/api.php", FORM, bytes("b=1"));
    assertThat(server.outcome().parameters()).containsExactly(new RpcParameter("b", "1"));
  }

  @Test
  void takesNoMoreOfABodyThanIsBeingRead() throws Exception {
    server.close();
    CountDownLatch go = new CountDownLatch(1);
    RequestLimits limits = RequestLimits.STANDARD.withRequestBytesMax(128 << 20);
    server =
        new ReadingServer(
            directory, limits, slots(), new SpoolRoom(Integer.MAX_VALUE, () -> awaitQuietly(go)));
    byte[] body =
        new MultipartBody()
            .part("Content-Disposition: form-data; filename=x", random(64 << 20))
            .end();
    AtomicInteger written = new AtomicInteger();
    try (Socket socket = server.connect()) {
      ReadingServer.send(
          socket,
          "POST /api.php HTTP/1.1\nHost: h\nContent-Length: " + body.length + MULTIPART,
          new byte[0]);
      Thread writer = Thread.ofVirtual().start(() -> writePiecewise(socket, body, written));
      int before = -1;
      while (written.get() != before) {
        before = written.get();
        Thread.sleep(300);
      }
      assertThat(written.get()).isLessThan(body.length);
      go.countDown();
      writer.join();
      assertThat(ReadingServer.reply(socket.getInputStream()).status()).isEqualTo(200);
    }
    assertThat(server.outcome().file()).isEqualTo(random(64 << 20));
  }

  /** One slot, whose holder cannot be displaced. */
  private static ClientSlots slots() {
    Duration longTime = Duration.ofMinutes(10);
    TransferSlots one =
        new TransferSlots(new TransferSlots.Limits(1, 1, longTime, longTime), System::nanoTime);
    return new ClientSlots(one, one, ClientSlots.of(512L << 20, System::nanoTime).answers());
  }

  private static void awaitQuietly(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void writePiecewise(Socket socket, byte[] body, AtomicInteger written) {
    try {
      for (int from = 0; from < body.length; from += 1 << 16) {
        int length = Math.min(1 << 16, body.length - from);
        socket.getOutputStream().write(body, from, length);
        written.addAndGet(length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
