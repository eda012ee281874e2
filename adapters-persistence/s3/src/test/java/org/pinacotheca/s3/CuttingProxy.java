package org.pinacotheca.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A proxy that breaks every connection after a number of bytes in one direction. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final URI server;
  private final long upMax;
  private final long downMax;

  CuttingProxy(URI server, long upMax, long downMax) {
    this.server = server;
    this.upMax = upMax;
    this.downMax = downMax;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket client = listener.accept();
        Socket onward = new Socket(server.getHost(), server.getPort());
        Thread.ofVirtual().start(() -> pump(client, onward, upMax));
        Thread.ofVirtual().start(() -> pump(onward, client, downMax));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void pump(Socket from, Socket to, long max) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      long left = max;
      for (int count = in.read(bytes); count > 0 && left > 0; count = in.read(bytes)) {
        out.write(bytes, 0, (int) Math.min(count, left));
        left -= count;
      }
    } catch (IOException _) {
      // Broken, as intended.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
