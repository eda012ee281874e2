package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.TransferSlots;

/** More slow clients than slots. */
class SlowClientsTest {
  private static final Pattern IMAGE_URL =
      Pattern.compile("\"ImageUrl\":\"http://gallery.test(/media/[^\"]+)\"");
  private static final int TIMEOUT_MILLIS = 300_000;
  private static final int SLOTS = 4;
  private static final int PICTURE_BYTES = 12 << 20;
  private static final Duration STILL_MAX = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final List<Socket> sockets = new ArrayList<>();
  private RestServer server;
  private ClientSlots slots;

  @BeforeEach
  void serve() {
    serve(limits(SLOTS, LONG), limits(1 << 20, LONG));
  }

  private void serve(TransferSlots.Limits few, TransferSlots.Limits answers) {
    stop();
    slots = new ClientSlots(slots(few), slots(few), slots(answers));
    server = new RestServer(slots);
    disk().ifPresent(server.memory.files()::openAsFiles);
  }

  /** Where pictures are stored, if not in memory. */
  Optional<Path> disk() {
    return Optional.empty();
  }

  private static TransferSlots.Limits limits(long room, Duration grace) {
    return new TransferSlots.Limits(room, 100_000, grace, STILL_MAX);
  }

  private static TransferSlots slots(TransferSlots.Limits limits) {
    return new TransferSlots(limits, System::nanoTime);
  }

  @AfterEach
  void stop() {
    sockets.forEach(SlowClientsTest::close);
    sockets.clear();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void readersWhoTakeNothingMakeRoomForOthers() throws Exception {
    byte[] picture = picture();
    String path = upload(picture);
    for (int i = 0; i < 3 * SLOTS; i++) {
      send(connect(), get(path));
    }
    await(() -> slots.pictures().taken() == SLOTS);
    await(() -> Arrays.equals(picture, server.sendForBytes(server.request(path)).body()));
    assertThat(slots.pictures().displaced()).isPositive();
    sockets.forEach(SlowClientsTest::close);
    await(() -> slots.pictures().taken() == 0 && slots.answers().taken() == 0);
  }

  @Test
  void readersWhoLoseTheirSlotsAreCutOffAndTheOthersAreNot() throws Exception {
    String path = upload(picture());
    for (int i = 0; i < SLOTS; i++) {
      send(connect(1 << 16), get(path));
    }
    await(() -> slots.pictures().taken() == SLOTS);
    await(() -> server.sendForBytes(server.request(path)).statusCode() == 200);
    int cutOff = 0;
    for (Socket socket : sockets) {
      cutOff += readToEnd(socket) < PICTURE_BYTES ? 1 : 0;
    }
    assertThat(cutOff).isPositive().isEqualTo((int) slots.pictures().displaced());
  }

  @Test
  void aReaderSlowerThanTheLeastRateIsCutOff() throws Exception {
    TransferSlots.Limits quick =
        new TransferSlots.Limits(SLOTS, 100 << 20, Duration.ofSeconds(1), STILL_MAX);
    serve(quick, limits(64 << 20, LONG));
    String path = upload(picture());
    send(connect(), get(path));
    await(() -> slots.pictures().tooSlow() == 1);
    assertThat(slots.pictures().taken()).isZero();
    assertThat(readToEnd(sockets.getFirst())).isLessThan(PICTURE_BYTES);
  }

  @Test
  void aReaderWhoIsSlowButSteadyGetsTheWholePicture() throws Exception {
    serve(limits(SLOTS, Duration.ofSeconds(1)), limits(64 << 20, LONG));
    byte[] picture = picture();
    String path = upload(picture);
    Socket steady = connect(1 << 16);
    send(steady, get(path).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    InputStream in = steady.getInputStream();
    byte[] got = new byte[PICTURE_BYTES + 4096];
    int length = 0;
    for (int count = 0;
        count >= 0;
        count = in.read(got, length, Math.min(96 << 10, got.length - length))) {
      length += count;
      Thread.sleep(20);
    }
    assertThat(Arrays.copyOfRange(got, length - PICTURE_BYTES, length)).isEqualTo(picture);
    assertThat(slots.pictures().tooSlow()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/Pictures/CreateAlbum", "/v1/Pictures/AddPictures"})
  void bodiesThatTrickleMakeRoomForOthers(String slowPath) throws Exception {
    for (int i = 0; i < 3 * SLOTS; i++) {
      send(connect(), head(slowPath, 100_000) + "{");
    }
    await(() -> slots.bodies().taken() == SLOTS);
    await(() ->
        server.post("/v1/Pictures/CreateAlbum", server.ownerToken, "{\"Name\":\"A\"}").statusCode()
            == 200);
    upload(SamplePictures.LARGE_PNG.bytes());
    await(() -> slots.bodies().taken() <= SLOTS);
    sockets.forEach(SlowClientsTest::close);
    await(() -> slots.bodies().taken() == 0);
    assertThat(server.spooledInTheEnd()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/Pictures/CreateAlbum", "/v1/Pictures/AddPictures"})
  void aBodySlowerThanTheLeastRateIsRefused(String path) throws Exception {
    serve(limits(SLOTS, STILL_MAX), limits(1 << 20, LONG));
    Socket socket = connect();
    send(socket, head(path, 100_000) + "{");
    String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    assertThat(answer).isEqualTo("HTTP/1.1 408");
    assertThat(slots.bodies().tooSlow()).isEqualTo(1);
    assertThat(slots.bodies().taken()).isZero();
    assertThat(server.spooledInTheEnd()).isZero();
  }

  @Test
  void anUploadThatIsSlowButSteadyIsCompleted() throws Exception {
    String body =
        "{\"Pictures\":[{\"Image\":\""
            + Base64.getEncoder().encodeToString(SamplePictures.LARGE_PNG.bytes())
            + "\"}]}";
    Socket socket = connect();
    send(socket, head("/v1/Pictures/AddPictures", body.length()));
    int step = body.length() / 20 + 1;
    for (int i = 0; i < body.length(); i += step) {
      send(socket, body.substring(i, Math.min(body.length(), i + step)));
      Thread.sleep(10);
    }
    String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    assertThat(answer).isEqualTo("HTTP/1.1 200");
    await(() -> slots.bodies().taken() == 0);
  }

  @Test
  void answersThatNobodyTakesAreLimitedInMemory() throws Exception {
    for (int i = 0; i < 40; i++) {
      Socket socket = connect();
      send(socket, get("/openapi.json").repeat(60));
    }
    await(() -> slots.answers().displaced() + slots.answers().refused() > 20);
    assertThat(slots.answers().taken()).isLessThanOrEqualTo(slots.answers().room());
    HttpResponse<String> answer = server.send(server.request("/openapi.json"));
    assertThat(answer.statusCode()).isEqualTo(200);
    sockets.forEach(SlowClientsTest::close);
    await(() -> slots.answers().taken() == 0);
  }

  @Test
  void aPictureInMemoryIsWholeAlsoWhenThereIsLittleMemoryForEachClient() throws Exception {
    serve(limits(10_000, LONG), limits(64 << 20, LONG));
    byte[] picture = picture(120_000);
    String path = upload(picture);
    for (int i = 0; i < 5_000; i++) {
      assertThat(slots.pictures().take(InetAddress.ofLiteral("192.0.2.1"), 1, () -> {}))
          .isPresent();
    }
    for (int i = 0; i < 2; i++) {
      assertThat(server.sendForBytes(server.request(path)).body()).isEqualTo(picture);
    }
    assertThat(server.sendForBytes(server.request(path).header("Range", "bytes=5000-99999")).body())
        .isEqualTo(Arrays.copyOfRange(picture, 5_000, 100_000));
  }

  private static byte[] picture() {
    return picture(PICTURE_BYTES);
  }

  private static byte[] picture(int length) {
    byte[] small = SamplePictures.LARGE_PNG.bytes();
    byte[] large = Arrays.copyOf(small, length);
    // The image processor of the tests checks only the ends of a file.
    System.arraycopy(small, small.length - 12, large, large.length - 12, 12);
    return large;
  }

  private String upload(byte[] picture) {
    String image = Base64.getEncoder().encodeToString(picture);
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.ofString("{\"Pictures\":[{\"Image\":\"" + image + "\"}]}");
    await(() ->
        server
                .send(server.body("/v1/Pictures/AddPictures", server.ownerToken).POST(body))
                .statusCode()
            == 200);
    String gallery = server.get("/v1/Pictures/GetGallery?UserID=123456", server.ownerToken).body();
    Matcher matcher = IMAGE_URL.matcher(gallery);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }

  private String head(String path, int length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: h\r\nAuthorization: bearer "
        + server.ownerToken
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private Socket connect() throws IOException {
    return connect(4096);
  }

  private Socket connect(int window) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(window);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), server.port()));
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The bytes received until the picture is complete or the connection ends. */
  private static long readToEnd(Socket socket) throws IOException {
    long length = 0;
    byte[] into = new byte[1 << 16];
    try {
      int count = 0;
      while (count >= 0 && length <= PICTURE_BYTES) {
        length += count;
        count = length <= PICTURE_BYTES ? socket.getInputStream().read(into) : 0;
      }
    } catch (SocketException e) {
      // Cut off.
    }
    return length;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofMillis(TIMEOUT_MILLIS).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(limit);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
