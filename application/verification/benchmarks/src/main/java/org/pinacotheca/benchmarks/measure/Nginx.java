package org.pinacotheca.benchmarks.measure;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Nginx with two workers, {@code sendfile} and a cache of open files, where it is installed.
 *
 * @param process the master, which starts the workers
 * @param port where it listens on the loopback interface
 */
public record Nginx(Child process, int port) {
  private static final int ATTEMPTS = 500;

  /** Starts it on the files below a directory; empty when it is not installed. */
  public static Optional<Nginx> start(Workplace workplace, Path root)
      throws IOException, InterruptedException {
    if (!isInstalled()) {
      return Optional.empty();
    }
    int port = freePort();
    Path place = workplace.place("nginx");
    String user = System.getProperty("user.name");
    Path configuration =
        Files.writeString(place.resolve("nginx.conf"), configuration(user, port, root));
    Child process =
        workplace.start(
            new ProcessBuilder(
                "nginx", "-p", place.toString(), "-e", "stderr", "-c", configuration.toString()));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (listens(port)) {
        return Optional.of(new Nginx(process, port));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IllegalStateException("nginx does not listen");
  }

  private static String configuration(String user, int port, Path root) {
    return """
    user %1$s;
    daemon off;
    worker_processes 2;
    pid nginx.pid;
    error_log stderr;
    events { worker_connections 1024; }
    http {
      access_log off;
      sendfile on;
      tcp_nopush on;
      open_file_cache max=12000 inactive=10m;
      open_file_cache_valid 10m;
      keepalive_requests 1000000000;
      keepalive_timeout 10m;
      default_type image/jpeg;
      server {
        listen 127.0.0.1:%2$d;
        root %3$s;
      }
    }
    """
        .formatted(user, port, root);
  }

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "nginx")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
