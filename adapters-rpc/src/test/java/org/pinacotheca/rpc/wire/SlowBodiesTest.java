package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.TransferSlots;

/** More slow bodies than slots. */
class SlowBodiesTest {
  private static final int SLOTS = 4;
  private static final Duration STILL_MAX = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String MULTIPART =
      "\nContent-Type: multipart/form-data; boundary=" + MultipartBody.BOUNDARY;
  private static final String TOO_SLOW = "<error_code>100</error_code>";

  @TempDir Path directory;
  private final List<Socket> sockets = new ArrayList<>();
  private ReadingServer server;

  private void serve(Duration grace) throws Exception {
    TransferSlots.Limits limits = new TransferSlots.Limits(SLOTS, 1000, grace, STILL_MAX);
    TransferSlots slots = new TransferSlots(limits, System::nanoTime);
    TransferSlots answers = ClientSlots.of(512L << 20, System::nanoTime).answers();
    server =
        new ReadingServer(
            directory, RequestLimits.STANDARD, new ClientSlots(slots, slots, answers));
  }

  @AfterEach
  void nothingStays() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    await(() -> server.slots.bodies().taken() == 0 && server.spool.openFiles() == 0);
    server.close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void theyMakeRoomForAnother() throws Exception {
    serve(LONG);
    for (int i = 0; i < 3 * SLOTS; i++) {
      trickle();
    }
    await(() -> server.slots.bodies().taken() == SLOTS);
    await(() -> !upload().contains("error_code"));
    assertThat(server.slots.bodies().displaced()).isPositive();
  }

  @Test
  void whoLosesTheirSlotIsReported() throws Exception {
    serve(LONG);
    Socket first = trickle();
    await(() -> server.slots.bodies().taken() == 1);
    for (int i = 1; i < SLOTS; i++) {
      trickle();
    }
    await(() -> server.slots.bodies().taken() == SLOTS);
    await(() -> !upload().contains("error_code"));
    assertThat(ReadingServer.reply(first.getInputStream()).body()).contains(TOO_SLOW);
  }

  @Test
  void whoIsSlowerThanTheLeastRateIsReported() throws Exception {
    serve(STILL_MAX);
    Socket socket = trickle();
    await(() -> {
      server.slots.cutOffTooSlow();
      return server.slots.bodies().tooSlow() == 1;
    });
    assertThat(ReadingServer.reply(socket.getInputStream()).body()).contains(TOO_SLOW);
  }

  @Test
  void aBodyThatIsSlowButSteadyIsReadWhileThereIsRoom() throws Exception {
    serve(Duration.ofSeconds(1));
    byte[] body = body(40_000);
    Socket socket = connect();
    ReadingServer.send(socket, head(body.length), new byte[0]);
    int step = body.length / 20 + 1;
    for (int i = 0; i < body.length; i += step) {
      socket.getOutputStream().write(body, i, Math.min(step, body.length - i));
      Thread.sleep(10);
      server.slots.cutOffTooSlow();
    }
    assertThat(ReadingServer.reply(socket.getInputStream()).status()).isEqualTo(200);
    assertThat(server.outcome().file()).hasSize(40_000);
  }

  private Socket trickle() throws IOException {
    Socket socket = connect();
    byte[] begun =
        ("--" + MultipartBody.BOUNDARY + "\r\nContent-Disposition: form-data; filename=x")
            .getBytes(StandardCharsets.US_ASCII);
    ReadingServer.send(socket, head(100_000), begun);
    return socket;
  }

  private String upload() {
    try {
      byte[] body = body(1000);
      return server.exchange(head(body.length), body).body();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] body(int size) {
    return new MultipartBody()
        .part("Content-Disposition: form-data; filename=x", new byte[size])
        .end();
  }

  private static String head(int length) {
    return "POST /api.php HTTP/1.1\nHost: h\nContent-Length: " + length + MULTIPART;
  }

  private Socket connect() throws IOException {
    Socket socket = server.connect();
    sockets.add(socket);
    return socket;
  }

  private static void await(BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(limit);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
