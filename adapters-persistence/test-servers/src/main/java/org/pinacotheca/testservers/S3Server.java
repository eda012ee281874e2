package org.pinacotheca.testservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server in its own process and with its own class path, over a temporary directory that is
 * removed with it. Thread-safe.
 */
public final class S3Server implements AutoCloseable {
  /** The access key of the server's only user. */
  public static final String ACCESS_KEY = "access-key-for-tests";

  /** The secret key of that user. */
  public static final String SECRET_KEY = "secret-key-for-tests-only";

  private static final String LOG_SETTINGS = "s3-server-logback.xml";
  private static final Pattern STARTED = Pattern.compile(".*\\{127\\.0\\.0\\.1:(\\d+)\\}");
  private static final int LINES_SHOWN_MAX = 20;
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static @Nullable S3Server shared;

  private final Path directory;
  private final Process process;
  private final URI endpoint;

  private S3Server(Path directory, Process process, URI endpoint) {
    this.directory = directory;
    this.process = process;
    this.endpoint = endpoint;
  }

  /** The shared server for all tests of this process; it stops with the process. */
  public static synchronized S3Server shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** Starts a server for one test, which may close it while it is in use. */
  public static S3Server start() {
    try {
      Path directory = Files.createTempDirectory("pinacotheca-s3-");
      Process process = launch(directory);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, directory)));
      return new S3Server(directory, process, awaitEndpoint(process));
    } catch (IOException e) {
      throw new UncheckedIOException("the S3 server does not start", e);
    }
  }

  private static Process launch(Path directory) throws IOException {
    Path settings = directory.resolve("settings");
    Map<String, String> properties =
        Map.of(
            "s3proxy.endpoint", "http://127.0.0.1:0",
            "s3proxy.authorization", "aws-v2-or-v4",
            "s3proxy.identity", ACCESS_KEY,
            "s3proxy.credential", SECRET_KEY,
            "jclouds.provider", "filesystem-nio2",
            "jclouds.filesystem.basedir", Files.createDirectory(store(directory)).toString(),
            "jclouds.identity", "none",
            "jclouds.credential", "none");
    List<String> lines =
        properties.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
    Files.write(settings, lines);
    Path logSettings = directory.resolve(LOG_SETTINGS);
    try (InputStream in =
        Objects.requireNonNull(S3Server.class.getResourceAsStream(LOG_SETTINGS))) {
      Files.copy(in, logSettings, StandardCopyOption.REPLACE_EXISTING);
    }
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-Dlogback.configurationFile=" + logSettings,
            "-cp",
            libraries().resolve("*").toString(),
            "org.gaul.s3proxy.Main",
            "--properties",
            settings.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** The build copies them next to the classes of this module. */
  private static Path libraries() {
    try {
      URI classes = S3Server.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path libraries = Path.of(classes).resolveSibling("s3-server");
      if (!Files.isDirectory(libraries)) {
        throw new IllegalStateException(
            "there is no S3 server in " + libraries + "; build without -DskipTests once");
      }
      return libraries;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI awaitEndpoint(Process process) throws IOException {
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    Deque<String> said = new ArrayDeque<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.matches()) {
        Thread.ofVirtual().start(() -> reader.lines().forEach(_ -> {}));
        return URI.create("http://127.0.0.1:" + started.group(1));
      }
      said.addLast(line);
      if (said.size() > LINES_SHOWN_MAX) {
        said.removeFirst();
      }
    }
    throw new IOException("it said: " + said);
  }

  /** The URL of the server. */
  public URI endpoint() {
    return endpoint;
  }

  /** Creates an empty bucket; returns its unique name. */
  public String makeBucket() {
    String name = "bucket-" + ProcessHandle.current().pid() + "-" + BUCKETS.incrementAndGet();
    try {
      Files.createDirectory(bucket(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return name;
  }

  /** The directory of a bucket's objects, one file each. */
  public Path bucket(String name) {
    return store(directory).resolve(name);
  }

  /**
   * The files of all objects of a bucket; files removed meanwhile are left out.
   *
   * @throws UncheckedIOException when the directory cannot be read
   */
  public List<Path> objects(String bucket) {
    List<Path> objects = new ArrayList<>();
    try {
      Files.walkFileTree(
          bucket(bucket),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              objects.add(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  private static Path store(Path directory) {
    return directory.resolve("store");
  }

  /** Kills the process, as a crash does; its port stays closed. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Kills the process and removes its files. */
  @Override
  public void close() {
    end(process, directory);
  }

  private static void end(Process process, Path directory) {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException _) {
      // Already removed.
    }
  }
}
