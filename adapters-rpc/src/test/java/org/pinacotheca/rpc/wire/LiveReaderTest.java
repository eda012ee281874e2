package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.rpc.wire.ReadingServer.Reply;

/** The base of tests of a reader behind its own server; checks that nothing is left behind. */
abstract class LiveReaderTest {
  static final String MULTIPART =
      "\nContent-Type: multipart/form-data; boundary=" + MultipartBody.BOUNDARY;
  static final String FORM = "\nContent-Type: application/x-www-form-urlencoded";
  static final RequestLimits LIMITS = RequestLimits.STANDARD.withRequestBytesMax(4 << 20);

  @TempDir Path directory;
  ReadingServer server;

  /** By what the server reads. */
  RequestLimits limits() {
    return LIMITS;
  }

  @BeforeEach
  void start() throws Exception {
    server = new ReadingServer(directory, limits());
  }

  @AfterEach
  void nothingStays() throws Exception {
    assertThat(server.spool.openFiles()).isZero();
    assertThat(server.slots.bodies().taken()).isZero();
    server.close();
    assertThat(directory).isEmptyDirectory();
  }

  static void soon(BooleanSupplier so) {
    long limit = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(limit);
      Thread.onSpinWait();
    }
  }

  void refused(RpcError error) throws InterruptedException {
    Throwable failure = server.outcome().failure();
    assertThat(failure).isInstanceOf(RequestRefused.class);
    assertThat(((RequestRefused) failure).error()).isEqualTo(error);
  }

  Reply post(String uri, String headers, byte[] body) throws IOException {
    return server.exchange(
        "POST " + uri + " HTTP/1.1\nHost: h\nContent-Length: " + body.length + headers, body);
  }

  static byte[] chunk(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes(Integer.toHexString(content.length) + "\r\n"));
    out.write(content);
    out.write(bytes("\r\n"));
    return out.toByteArray();
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
