package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Damaged uploads to the real program, two hundred of each kind, one connection each. */
class DamagedUploadsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UPLOADS = 200 * DamagedUpload.Damage.values().length;
  private static final int CLIENTS = 8;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final String SECRET = "5f4dcc3b5aa765d61d8327deb882cf99";
  private static final Pattern LENGTH =
      Pattern.compile("^content-length: *([0-9]+)", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  /** The allowed error codes of damaged uploads; without 1 (failure) and 2 (overload). */
  private static final Set<String> EXPECTED_ERRORS =
      Set.of("3", "100", "101", "102", "103", "104", "120", "321", "324");

  private static final String KEPT = "kept";
  private static final String NO_REPLY = "no reply";
  private static final String NO_HTTP = "no HTTP request";

  @TempDir Path directory;
  private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
  private final Set<DamagedUpload.Damage> damages = ConcurrentHashMap.newKeySet();
  private ServerProcess server;
  private URI address;
  private String apiKey;
  private String sessionKey;

  @Test
  void areAnsweredAsDocumentedAndLeaveNothingBehind() throws Exception {
    Path data = directory.resolve("data");
    try (ServerProcess started = ServerProcess.start(data)) {
      server = started;
      address = URI.create(started.url());
      register();
      byte[] picture = SamplePictures.MIDDLE_JPEG.bytes();
      for (int count = 0; count < 2 * CLIENTS; count++) {
        send(DamagedUpload.none(signed(false), picture));
      }
      int descriptorsBefore = descriptors();

      sendAll(picture);

      assertThat(damages).containsExactlyInAnyOrder(DamagedUpload.Damage.values());
      assertThat(outcomes).containsKeys(KEPT, "100", "104", "324", NO_REPLY, NO_HTTP);
      assertThat(server.get("/health/ready", Map.of()).statusCode()).isEqualTo(200);
      send(DamagedUpload.none(signed(true), picture));
      eventually(() -> assertThat(data.resolve("spool")).isEmptyDirectory());
      eventually(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptorsBefore + CLIENTS));
      int reported = outcomes.get(KEPT).get();
      assertThat(picturesListed())
          .as("a client that hung up may have missed that its picture was kept")
          .isBetween(reported, reported + outcomes.get(NO_REPLY).get())
          .isEqualTo(filesKept(data.resolve("media")));
      assertThat(server.log()).doesNotContain("ERROR", "WARN", "Exception");
    }
  }

  private void sendAll(byte[] picture) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        Random random = new Random(client);
        tasks.add(() -> {
          for (int count = 0; count < UPLOADS / CLIENTS; count++) {
            send(DamagedUpload.of(signed(random.nextBoolean()), picture, random));
          }
          return null;
        });
      }
      for (Future<Void> done : clients.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  private void send(DamagedUpload upload) throws Exception {
    damages.add(upload.damage());
    String outcome;
    try (Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort())) {
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      outcome = exchange(socket, upload);
    }
    outcomes.computeIfAbsent(outcome, _ -> new AtomicInteger()).incrementAndGet();
  }

  private static String exchange(Socket socket, DamagedUpload upload) throws Exception {
    try {
      socket.getOutputStream().write(upload.bytes());
      if (!upload.complete()) {
        socket.shutdownOutput();
      }
    } catch (SocketException e) {
      // The server has sent its refusal, which is read below, and closed the connection.
    }
    InputStream in = socket.getInputStream();
    String head;
    try {
      head = head(in);
    } catch (SocketException e) {
      head = "";
    }
    if (head.isEmpty()) {
      assertThat(upload.complete()).as("a request that can be understood: %s", upload).isFalse();
      return NO_REPLY;
    }
    if (head.startsWith("HTTP/1.1 400 ")) {
      return NO_HTTP;
    }
    assertThat(head).startsWith("HTTP/1.1 200 ");
    Matcher length = LENGTH.matcher(head);
    assertThat(length.find()).as(head).isTrue();
    return outcome(
        new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (c == '\n' && head.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  /** Reads a reply in its envelope; fails on anything else. */
  private static String outcome(String reply) throws Exception {
    String code;
    if (reply.startsWith("<")) {
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(reply)))
              .getDocumentElement();
      if (root.getTagName().equals("photos_upload_response")) {
        return KEPT;
      }
      assertThat(root.getTagName()).isEqualTo("error_response");
      assertThat(root.getElementsByTagName("request_args").getLength()).isEqualTo(1);
      code = root.getElementsByTagName("error_code").item(0).getTextContent();
    } else {
      JsonNode json = JSON.readTree(reply);
      if (json.has("pid")) {
        return KEPT;
      }
      assertThat(json.fieldNames())
          .toIterable()
          .containsExactly("error_code", "error_msg", "request_args");
      code = json.get("error_code").asText();
    }
    assertThat(EXPECTED_ERRORS).as(reply).contains(code);
    return code;
  }

  private void register() throws Exception {
    admin("communities", "{'name': 'mycommunity', 'title': 'My community'}");
    admin("members", "{'UserID': 219074, 'Nickname': 'olivia'}");
    apiKey =
        admin(
                "applications",
                "{'Name': 'Old', 'Secret': '%s', 'community': 'mycommunity', 'photoUpload': true}"
                    .formatted(SECRET))
            .get("ApiKey")
            .textValue();
    sessionKey =
        admin("sessions", "{'UserID': 219074, 'ApiKey': '%s'}".formatted(apiKey))
            .get("session_key")
            .textValue();
  }

  private JsonNode admin(String what, String body) throws Exception {
    var response =
        server.post("/admin/v1/" + what, ServerProcess.ADMIN_TOKEN, body.replace('\'', '"'));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private SortedMap<String, String> signed(boolean json) throws Exception {
    return signed(
        Map.of(
            "method", "up.photos.upload",
            "caption", "Größe & <Tiefe>",
            "format", json ? "JSON" : "XML"));
  }

  private SortedMap<String, String> signed(Map<String, String> call) throws Exception {
    SortedMap<String, String> all = new TreeMap<>(call);
    all.put("api_key", apiKey);
    all.put("session_key", sessionKey);
    StringBuilder base = new StringBuilder();
    all.forEach((name, value) -> base.append(name).append('=').append(value));
    byte[] hash =
        MessageDigest.getInstance("MD5").digest((base + SECRET).getBytes(StandardCharsets.UTF_8));
    all.put("sig", HexFormat.of().formatHex(hash));
    return all;
  }

  /** The number of pictures in the albums, according to the server. */
  private int picturesListed() throws Exception {
    StringBuilder query = new StringBuilder("/api.php?");
    signed(Map.of("method", "up.photos.getAlbums", "uid", "219074", "format", "JSON"))
        .forEach((name, value) -> query.append(name).append('=').append(value).append('&'));
    int sum = 0;
    for (JsonNode album : JSON.readTree(server.get(query.toString(), Map.of()).body())) {
      sum += album.get("size").asInt();
    }
    return sum;
  }

  /** The number of pictures with files: each has its own directory, two levels down. */
  private static int filesKept(Path media) throws IOException {
    try (Stream<Path> paths = Files.walk(media, 3)) {
      return (int) paths.filter(path -> path.getNameCount() == media.getNameCount() + 3).count();
    }
  }

  /** The open files and connections of the server; empty where the system does not list them. */
  private int descriptors() throws IOException {
    Path open = Path.of("/proc", String.valueOf(server.pid()), "fd");
    if (!Files.isDirectory(open)) {
      return 0;
    }
    try (Stream<Path> descriptors = Files.list(open)) {
      return (int) descriptors.count();
    }
  }

  private static void eventually(ThrowingRunnable check) throws Exception {
    Instant limit = Instant.now().plus(TIMEOUT);
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (Instant.now().isAfter(limit)) {
          throw e;
        }
        Thread.sleep(10);
      }
    }
  }

  private interface ThrowingRunnable {
    void run() throws Exception;
  }
}
