package org.pinacotheca.benchmarks.measure;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A persistent connection to a server on this machine, with one request after the other and as
 * little work of its own as possible. Used by one thread.
 */
public final class KeptConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final InputStream in;

  public KeptConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /**
   * The bytes of a request.
   *
   * @param line method and path
   * @param json the body, empty when there is none
   */
  public static byte[] request(String line, String token, String json) {
    String body =
        json.isEmpty()
            ? "\r\n"
            : "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n";
    String head = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: bearer " + token + "\r\n";
    return (line + head + body + json).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Sends a request and waits for the whole answer; returns its body.
   *
   * @throws IOException also when the status is not 200
   */
  public String ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    int length = 0;
    for (String field = line(); !field.isEmpty(); field = line()) {
      if (field.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(field.substring(LENGTH.length()));
      }
    }
    byte[] body = in.readNBytes(length);
    String text = new String(body, StandardCharsets.UTF_8);
    if (!status.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("the server answered " + status + ": " + text);
    }
    return text;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("the server hung up");
      }
      line.append((char) read);
    }
    line.setLength(line.length() - 1);
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
