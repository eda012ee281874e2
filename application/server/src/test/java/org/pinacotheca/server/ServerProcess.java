package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.openapitesting.CheckedClient;
import org.pinacotheca.openapitesting.Description;

/** The program in a separate process, on a free port, as an operator runs it. */
final class ServerProcess implements AutoCloseable {
  static final String ADMIN_TOKEN = "a-token-for-tests-only";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTENING = "Pinacotheca listening on ";

  /** The timeout of a hanging test, long enough for a busy machine. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** So long that a server on a busy machine refuses nothing because of waiting. */
  private static final String WAIT_MAX_MILLIS = "60000";

  /** The packaged program with its AOT cache. */
  private static final Path LIBRARIES = Path.of("target", "lib").toAbsolutePath();

  private static final Path START_CACHE = Path.of("target", "pinacotheca.aot").toAbsolutePath();

  private static @Nullable Description description;

  private final Process process;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final Path log;
  private final String url;
  private final HttpClient client;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.url = awaitListening();
    HttpClient plain =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    this.client = new CheckedClient(plain, description(plain));
  }

  /** Starts a server on the directory and waits until it listens. */
  static ServerProcess start(Path data, String... more) throws IOException {
    return start(data, Map.of("PINACOTHECA_ADMIN_TOKEN", ADMIN_TOKEN), more);
  }

  /** Starts a server with a limit of open files and connections, set by {@code ulimit}. */
  static ServerProcess startWithFilesAtMost(int files, Path data) throws IOException {
    ProcessBuilder builder = command(List.of("serve", "--data", data.toString(), "--port", "0"));
    List<String> limited =
        new ArrayList<>(List.of("sh", "-c", "ulimit -n " + files + " && exec \"$@\"", "sh"));
    limited.addAll(builder.command());
    builder.command(limited).environment().put("PINACOTHECA_ADMIN_TOKEN", ADMIN_TOKEN);
    return start(builder, data.getParent());
  }

  /** Starts the demo; it prints some lines after the server listens. */
  static ServerProcess startDemo(Path directory) throws IOException {
    return start(command(List.of("demo", "--port", "0")), directory);
  }

  /** Starts a server that generates its own admin token. */
  static ServerProcess startWithoutAdminToken(Path data) throws IOException {
    return start(data, Map.of());
  }

  /** Starts a server with this environment. */
  static ServerProcess start(Path data, Map<String, String> environment, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--data", data.toString(), "--port", "0"));
    arguments.addAll(List.of(more));
    ProcessBuilder builder = command(arguments);
    builder.environment().putAll(environment);
    return start(builder, data.getParent());
  }

  /** Starts a server on a small disk, of which it sees only its directory. */
  static ServerProcess startOn(SmallDisk disk, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--data", disk.seenAs("data"), "--port", "0"));
    arguments.addAll(List.of(more));
    ProcessBuilder builder = command(arguments);
    builder.command().addAll(0, disk.entering());
    builder.environment().put("PINACOTHECA_ADMIN_TOKEN", ADMIN_TOKEN);
    return start(builder, disk.directory());
  }

  private static ServerProcess start(ProcessBuilder builder, Path directory) throws IOException {
    Path log = Files.createTempFile(directory, "server-", ".log");
    builder.redirectError(log.toFile());
    return new ServerProcess(builder.start(), log);
  }

  /** The program with these arguments, not yet started. */
  static ProcessBuilder command(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    if (isStartCacheOfUse()) {
      command.addAll(List.of("-XX:AOTCache=" + START_CACHE, "-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    command.addAll(List.of("-cp", LIBRARIES + "/*", Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PINACOTHECA_"));
    builder.environment().put("PINACOTHECA_WAIT_MAX", WAIT_MAX_MILLIS);
    return builder;
  }

  /** Whether the cache is for these jars; with others, outdated classes would run. */
  private static boolean isStartCacheOfUse() {
    long learnt = START_CACHE.toFile().lastModified();
    File[] jars = LIBRARIES.toFile().listFiles();
    return learnt > 0
        && jars != null
        && Arrays.stream(jars).noneMatch(jar -> jar.lastModified() > learnt);
  }

  /** Shared by all servers, from the first of them. */
  private Description description(HttpClient plain) {
    synchronized (ServerProcess.class) {
      if (description == null) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/openapi.json"));
        description = new Description((ObjectNode) ok(send(plain, request)));
      }
      return description;
    }
  }

  private String awaitListening() {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
        if (line.startsWith(LISTENING)) {
          Thread.ofVirtual().start(() -> reader.lines().forEach(this::printed));
          return line.substring(LISTENING.length());
        }
      }
      throw new IllegalStateException("the server ended before it listened: " + log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void printed(String line) {
    synchronized (output) {
      output.add(line);
      output.notifyAll();
    }
  }

  String url() {
    return url;
  }

  /** The standard output of the server so far. */
  List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /** Waits for the first line of the standard output with these words. */
  String awaitOutput(String words) throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    synchronized (output) {
      while (output.stream().noneMatch(line -> line.contains(words))) {
        long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
        assertThat(left).as("no %s in %s", words, output).isPositive();
        output.wait(left);
      }
      return output.stream().filter(line -> line.contains(words)).findFirst().orElseThrow();
    }
  }

  /** The log of the server so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the log contains these words. */
  void awaitLog(String words) throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!log().contains(words)) {
      assertThat(System.nanoTime()).as(log()).isLessThan(limit);
      Thread.sleep(5);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Kills the process as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server does not die");
    }
  }

  /** Asks the process to stop as {@code kill} does. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the end of the process; returns its exit status. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server does not stop: " + log());
    }
    return process.exitValue();
  }

  HttpResponse<String> post(String path, String bearer, String json) {
    return send(writing(path, bearer).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> put(String path, String bearer, String json) {
    return send(writing(path, bearer).PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** A request whose JSON body is not set yet. */
  HttpRequest.Builder writing(String path, String bearer) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "bearer " + bearer)
        .header("Content-Type", "application/json");
  }

  /** Calls the admin API, which must succeed. */
  JsonNode admin(String what, String json) {
    return ok(post("/admin/v1/" + what, ADMIN_TOKEN, json));
  }

  /** An access token of a member, with these scopes in JSON. */
  String token(int user, String apiKey, String scopes) {
    String wish = "{\"UserID\": %d, \"ApiKey\": \"%s\", \"scopes\": [%s]}";
    return admin("tokens", wish.formatted(user, apiKey, scopes)).get("access_token").textValue();
  }

  /** The body of a successful response. */
  static JsonNode ok(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + text, e);
    }
  }

  /** Reads with a token. */
  JsonNode read(String path, String bearer) {
    return ok(get(path, Map.of("Authorization", "bearer " + bearer)));
  }

  HttpResponse<String> get(String path, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path));
    headers.forEach(request::header);
    return send(request);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(client, request);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.close();
  }
}
