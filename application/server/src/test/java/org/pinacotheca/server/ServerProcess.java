package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The program in a separate process, on a free port, as an operator runs it. */
final class ServerProcess extends RunningServer {
  private static final String LISTENING = "Pinacotheca listening on ";

  /** The packaged program with its AOT cache. */
  private static final Path LIBRARIES = Path.of("target", "lib").toAbsolutePath();

  private static final Path START_CACHE = Path.of("target", "pinacotheca.aot").toAbsolutePath();

  private final Process process;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final Path log;

  private ServerProcess(Process process, Path log, BufferedReader out) throws IOException {
    List<String> printed = new ArrayList<>();
    super(awaitListening(out, printed, log));
    this.process = process;
    this.log = log;
    output.addAll(printed);
    Thread.ofVirtual().start(() -> out.lines().forEach(this::printed));
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

  /** Starts a sandbox; it prints some lines after the server listens. */
  static ServerProcess startSandbox(Path directory) throws IOException {
    return start(command(List.of("sandbox", "--port", "0")), directory);
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
    Process process = builder.start();
    return new ServerProcess(process, log, process.inputReader(StandardCharsets.UTF_8));
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
      // Nothing is switched off of its log: a cache that is refused would be seen in the output.
      command.add("-XX:AOTCache=" + START_CACHE);
    }
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PINACOTHECA_"));
    builder.environment().putAll(PATIENT);
    return builder;
  }

  /** In the order in which the cache was learnt; it is of no use in another. */
  private static String classPath() {
    File[] jars = Objects.requireNonNullElse(LIBRARIES.toFile().listFiles(), new File[0]);
    return Arrays.stream(jars)
        .map(File::getPath)
        .filter(jar -> jar.endsWith(".jar"))
        .sorted()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Whether the cache is for these jars; with others, outdated classes would run. */
  private static boolean isStartCacheOfUse() {
    long learnt = START_CACHE.toFile().lastModified();
    File[] jars = LIBRARIES.toFile().listFiles();
    return learnt > 0
        && jars != null
        && Arrays.stream(jars).noneMatch(jar -> jar.lastModified() > learnt);
  }

  /** The address that the program prints, after which it is ready. */
  private static String awaitListening(BufferedReader out, List<String> printed, Path log)
      throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      printed.add(line);
      if (line.startsWith(LISTENING)) {
        return line.substring(LISTENING.length());
      }
    }
    throw new IllegalStateException(
        "the server ended before it listened: " + Files.readString(log));
  }

  private void printed(String line) {
    synchronized (output) {
      output.add(line);
      output.notifyAll();
    }
  }

  /** The standard output of the server so far. */
  List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /** Waits for the first line of the standard output with these words. */
  String awaitOutput(String words) throws InterruptedException {
    long limit = System.nanoTime() + TIMEOUT.toNanos();
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
    long limit = System.nanoTime() + TIMEOUT.toNanos();
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
    if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server does not die");
    }
  }

  /** Asks the process to stop as {@code kill} does. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the end of the process; returns its exit status. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server does not stop: " + log());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    super.close();
  }
}
