package org.pinacotheca.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.pinacotheca.benchmarks.measure.AnswerHead;
import org.pinacotheca.benchmarks.measure.Loopback;
import org.pinacotheca.benchmarks.measure.Samples;

/**
 * Sends one request to a server on this machine again and again, on persistent connections, each
 * with one request at a time. One thread and one selector, to leave most of the machine to the
 * server.
 *
 * <p>The first line of the standard input is the path, the second the bearer token. Each further
 * line, {@code port connections milliseconds}, is answered by {@code requests/s p50 p99}, the
 * latencies in microseconds. The end of the input ends the program.
 */
public final class LoadProgram {
  private final byte[] request;
  private final int port;
  private long[] latencies = new long[1 << 16];
  private int count;

  private LoadProgram(byte[] request, int port) {
    this.request = request;
    this.port = port;
  }

  /** Reads orders until there are no more. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String path = in.readLine();
    System.out.println("path");
    String token = in.readLine();
    System.out.println("token");
    for (String order = in.readLine(); order != null; order = in.readLine()) {
      String[] words = order.split(" ", -1);
      int port = Integer.parseInt(words[0]);
      String text =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + port
              + "\r\nAuthorization: bearer "
              + token
              + "\r\nAccept: application/json\r\n\r\n";
      LoadProgram load = new LoadProgram(text.getBytes(StandardCharsets.US_ASCII), port);
      System.out.println(load.run(Integer.parseInt(words[1]), Long.parseLong(words[2])));
    }
  }

  private String run(int connections, long milliseconds) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        connect(selector);
      }
      long begin = System.nanoTime();
      long nanos = milliseconds * 1_000_000;
      while (System.nanoTime() - begin < nanos) {
        selector.select(1000);
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
          ((Connection) ready.next().attachment()).read();
          ready.remove();
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      if (count == 0) {
        throw new IOException("the server answered no request");
      }
      return String.format(
          Locale.ROOT,
          "%.1f %d %d",
          count / seconds,
          Samples.quantile(latencies, count, 0.50) / 1000,
          Samples.quantile(latencies, count, 0.99) / 1000);
    }
  }

  private void connect(Selector selector) throws IOException {
    SocketChannel channel = Loopback.connect(port);
    Connection connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    connection.send();
  }

  private void answered(long nanos) {
    if (count == latencies.length) {
      latencies = Arrays.copyOf(latencies, count * 2);
    }
    latencies[count] = nanos;
    count++;
  }

  private final class Connection {
    private static final int ANSWER_BYTES_MAX = 1 << 18;
    private static final int UNKNOWN = -1;

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    private int length = UNKNOWN;
    private int lengthBefore = UNKNOWN;
    private long sent;

    private Connection(SocketChannel channel) {
      this.channel = channel;
    }

    private void send() throws IOException {
      answer.clear();
      length = UNKNOWN;
      sent = System.nanoTime();
      ByteBuffer bytes = ByteBuffer.wrap(request);
      while (bytes.hasRemaining()) {
        int written = channel.write(bytes);
        if (written == 0) {
          Thread.onSpinWait();
        }
      }
    }

    private void read() throws IOException {
      if (channel.read(answer) < 0) {
        throw new IOException("the server hung up");
      }
      if (length == UNKNOWN) {
        length = answerLength();
      }
      if (length != UNKNOWN && answer.position() >= length) {
        answered(System.nanoTime() - sent);
        send();
      }
    }

    /** The length of head and body in bytes, as soon as the head is complete. */
    private int answerLength() throws IOException {
      AnswerHead head = AnswerHead.in(answer.array(), answer.position());
      if (head == null) {
        return UNKNOWN;
      }
      if (head.status() != 200 || head.contentLength() == AnswerHead.UNKNOWN) {
        throw new IOException("the server answered " + head.line());
      }
      int total = head.bytes() + head.contentLength();
      if (total > ANSWER_BYTES_MAX) {
        throw new IOException("the answer is too long: " + total + " bytes");
      }
      if (total != lengthBefore && lengthBefore != UNKNOWN) {
        throw new IOException("answers of " + lengthBefore + " and of " + total + " bytes");
      }
      lengthBefore = total;
      return total;
    }
  }
}
