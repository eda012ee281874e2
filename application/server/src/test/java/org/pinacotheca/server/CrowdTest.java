package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server under greedy clients, with 256 MiB of heap where they want more. */
class CrowdTest {
  private static final int TIMEOUT_MILLIS = 300_000;
  private static final int UPLOADS = 80;
  private static final int FILES = 512;
  private static final int UPLOAD_BYTES = 8 << 20;

  @TempDir Path directory;
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void uploadsThatDoNotEndTakeNeitherTheMemoryNorTheTurnOfOthers() throws Exception {
    try (ServerProcess server = ServerProcess.start(directory.resolve("data"))) {
      MigratedMembers members = MigratedMembers.make(server);
      // More than twice the heap, if it were held in memory.
      byte[] most = new byte[UPLOAD_BYTES];
      Arrays.fill(most, (byte) ' ');
      for (int i = 0; i < UPLOADS; i++) {
        Socket socket = connect(server);
        send(socket, head(i % 2 == 0, members, UPLOAD_BYTES + 1));
        socket.getOutputStream().write(most);
      }
      for (int i = 0; i < 20; i++) {
        Map<String, String> asOwner = Map.of("Authorization", "bearer " + members.owner());
        assertThat(server.get("/v1/Pictures/GetAlbums?UserID=219074", asOwner).statusCode())
            .isEqualTo(200);
      }
      assertThat(server.get("/health/ready", Map.of()).statusCode()).isEqualTo(200);
      assertThat(server.log()).doesNotContain("OutOfMemory");
    }
  }

  private static String head(boolean isRest, MigratedMembers members, int length) {
    return isRest
        ? "POST /v1/Pictures/AddPictures HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
            + "Authorization: bearer "
            + members.owner()
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n"
        : "POST /api.php HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            + "Content-Length: "
            + (length + 100)
            + "\r\n\r\n--b\r\nContent-Disposition: form-data; filename=\"f\"\r\n\r\n";
  }

  @Test
  void silentConnectionsGiveWayAndWhoAsksIsServed() throws Exception {
    try (LocalServer server =
        LocalServer.start(directory.resolve("data"), "--connections-max", "50")) {
      Socket known = connect(server);
      assertThat(status(known)).isEqualTo(200);
      for (int i = 0; i < 500; i++) {
        connect(server);
      }
      Socket latest = connect(server);
      assertThat(status(latest)).isEqualTo(200);
      assertThat(status(known)).isEqualTo(200);
      awaitClosed(sockets.subList(1, 400), 300);
      assertThat(figure(server, "pinacotheca_connections_open")).isLessThanOrEqualTo(52);
      assertThat(figure(server, "pinacotheca_connections_refused_total")).isGreaterThan(400);
    }
  }

  @Test
  void idleConnectionsGiveWayWhereFewFilesMayBeOpen() throws Exception {
    try (ServerProcess server =
        ServerProcess.startWithFilesAtMost(FILES, directory.resolve("data"))) {
      MigratedMembers members = MigratedMembers.make(server);
      for (int i = 0; i < 2 * FILES; i++) {
        assertThat(status(connect(server))).as("connection " + i).isEqualTo(200);
      }
      Map<String, String> asOwner = Map.of("Authorization", "bearer " + members.owner());
      assertThat(server.get("/v1/Pictures/GetAlbums?UserID=219074", asOwner).statusCode())
          .isEqualTo(200);
      assertThat(figure(server, "pinacotheca_connections_open")).isLessThanOrEqualTo(FILES / 2);
      assertThat(server.log()).doesNotContain("Too many open files");
    }
  }

  private double figure(RunningServer server, String name) throws IOException {
    Socket socket = connect(server);
    send(socket, "GET /metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + all));
  }

  private Socket connect(RunningServer server) throws IOException {
    Socket socket =
        new Socket(InetAddress.getByName("127.0.0.1"), URI.create(server.url()).getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    sockets.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static int status(Socket socket) throws IOException {
    send(socket, "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("\"UP\"}")) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("closed after " + text);
      }
      text.append((char) c);
    }
    return Integer.parseInt(text.substring(9, 12));
  }

  /** Waits until more than this many of them are closed. */
  private static void awaitClosed(List<Socket> sockets, int least) throws IOException {
    Set<Socket> closed = new HashSet<>();
    long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    while (closed.size() <= least) {
      assertThat(System.nanoTime()).as("%s are closed", closed.size()).isLessThan(limit);
      for (Socket socket : sockets) {
        if (!closed.contains(socket) && isClosed(socket)) {
          closed.add(socket);
        }
      }
    }
  }

  private static boolean isClosed(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (SocketException _) {
      return true;
    }
  }
}
