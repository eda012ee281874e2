package org.pinacotheca.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Slow clients of a server on this machine: some send nothing, some request much and do not read
 * it, some send an upload byte by byte, and some send heads that are too long, again and again.
 *
 * <p>The first line of the standard input is a bearer token, the second {@code port idle readers
 * writers flooders}, answered when all are connected. They stay until the input ends.
 */
public final class CrowdProgram {
  private static final int SMALL_WINDOW = 4096;
  private static final String FLOOD =
      "GET / HTTP/1.1\r\nHost: h\r\nX-Flood: " + "a".repeat(20_000) + "\r\n\r\n";

  private final int port;
  private final List<Socket> open = new ArrayList<>();

  private CrowdProgram(int port) {
    this.port = port;
  }

  /** Reads the order and keeps the clients connected. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String token = in.readLine();
    System.out.println("token");
    String[] words = in.readLine().split(" ", -1);
    CrowdProgram crowd = new CrowdProgram(Integer.parseInt(words[0]));
    for (int i = 0; i < Integer.parseInt(words[1]); i++) {
      crowd.connect();
    }
    for (int i = 0; i < Integer.parseInt(words[2]); i++) {
      send(crowd.connect(), "GET /openapi.json HTTP/1.1\r\nHost: h\r\n\r\n".repeat(50));
    }
    for (int i = 0; i < Integer.parseInt(words[3]); i++) {
      crowd.trickle(token);
    }
    for (int i = 0; i < Integer.parseInt(words[4]); i++) {
      Thread.ofPlatform().daemon().start(crowd::flood);
    }
    System.out.println("there");
    System.out.println("ended " + in.readLine());
    System.exit(0);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SMALL_WINDOW);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
    open.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void trickle(String token) throws IOException {
    Socket socket = connect();
    send(
        socket,
        "POST /v1/Pictures/AddPictures HTTP/1.1\r\nHost: h\r\nAuthorization: bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n{");
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Thread.sleep(1000);
              send(socket, " ");
            }
          } catch (IOException | InterruptedException _) {
            // The server closed the connection.
          }
        });
  }

  private void flood() {
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        send(socket, FLOOD);
        socket.getInputStream().read();
        Thread.sleep(20);
      } catch (IOException _) {
        // Disconnected, as expected.
      } catch (InterruptedException _) {
        return;
      }
    }
  }
}
