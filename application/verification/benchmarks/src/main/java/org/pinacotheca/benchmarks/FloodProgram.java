package org.pinacotheca.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.benchmarks.measure.AnswerHead;
import org.pinacotheca.benchmarks.measure.Loopback;
import org.pinacotheca.benchmarks.measure.Samples;

/**
 * Sends one request to a server on this machine at a fixed rate, whether it answers or not. A
 * request for which no connection was free within 50 ms of its time is not sent, and not counted as
 * sent. One thread and one selector.
 *
 * <p>Each line of the standard input, {@code file port connections perSecond milliseconds
 * slowMicros}, is answered by {@code sent accepted refused failed p50 p99 lastBad}: how many were
 * sent within the time, answered 200, answered 503 with {@code Retry-After}, and answered or ended
 * otherwise; two latencies in microseconds of accepted ones, except those of the first two seconds,
 * in which a burst may wait; and the end, in milliseconds after the start, of the last quarter of a
 * second in which more than one request of twenty was not accepted, or took longer than {@code
 * slowMicros}. The file holds the request; of a directory, each connection sends the next file. At
 * 0 a second, each connection sends again as soon as it is answered.
 */
public final class FloodProgram {
  private static final int REFUSED = 503;
  private static final long LATE_NANOS = 50_000_000L;
  private static final long BURST_NANOS = 2_000_000_000L;
  private static final long SLOT_NANOS = 250_000_000L;

  /** On any machine a request is slow now and then. */
  private static final int GOOD_FOR_EACH_BAD = 20;

  private static final long LINGER_NANOS = 2_000_000_000L;
  private static final int READ_BYTES_MAX = 1 << 17;
  private static final byte[] RETRY_AFTER = AnswerHead.field("retry-after");

  private final List<ByteBuffer> requests;
  private final int port;
  private final long slowNanos;
  private final ByteBuffer read = ByteBuffer.allocateDirect(READ_BYTES_MAX);
  private final Deque<Connection> free = new ArrayDeque<>();
  private boolean isClosedLoop;
  private boolean isOver;
  private long[] latencies = new long[1 << 16];
  private int accepted;
  private int measured;
  private int sent;
  private int refused;
  private int failed;
  private int open;
  private int connected;
  private long begun;
  private int[] slots = new int[0];
  private int[] badSlots = new int[0];

  private FloodProgram(List<ByteBuffer> requests, int port, long slowNanos) {
    this.requests = requests;
    this.port = port;
    this.slowNanos = slowNanos;
  }

  /** Reads orders until there are no more. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = in.readLine(); order != null; order = in.readLine()) {
      String[] words = order.split(" ", -1);
      List<ByteBuffer> requests = requests(Path.of(words[0]));
      FloodProgram flood =
          new FloodProgram(requests, Integer.parseInt(words[1]), Long.parseLong(words[5]) * 1000);
      System.out.println(
          flood.run(
              Integer.parseInt(words[2]), Double.parseDouble(words[3]), Long.parseLong(words[4])));
    }
  }

  private static List<ByteBuffer> requests(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(direct(place));
    }
    List<ByteBuffer> requests = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
      for (Path file : files) {
        requests.add(direct(file));
      }
    }
    return requests;
  }

  /** Reads a file into a direct buffer, which saves a copy when it is sent. */
  private static ByteBuffer direct(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes);
  }

  private String run(int connections, double perSecond, long milliseconds) throws IOException {
    isClosedLoop = perSecond == 0;
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        free.add(connect(selector));
      }
      begun = System.nanoTime();
      long nanos = milliseconds * 1_000_000;
      slots = new int[(int) (nanos / SLOT_NANOS) + 1];
      badSlots = new int[slots.length];
      double between = 1e9 / perSecond;
      long due = 0;
      for (long now = 0; now < nanos; now = System.nanoTime() - begun) {
        if (isClosedLoop) {
          for (int idle = free.size(); idle > 0; idle--) {
            unbroken(free.remove(), selector).send(now);
          }
        } else {
          due = dispatch(selector, due, between);
        }
        serve(selector, isClosedLoop ? 10 : 1);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      int acceptedInTime = accepted;
      isOver = true;
      while (free.size() < open && System.nanoTime() - begun < nanos + LINGER_NANOS) {
        serve(selector, 10);
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      return String.format(
          Locale.ROOT,
          "%d %d %d %d %d %d %d %.1f",
          sent,
          accepted,
          refused,
          failed,
          measured == 0 ? 0 : Samples.quantile(latencies, measured, 0.50) / 1000,
          measured == 0 ? 0 : Samples.quantile(latencies, measured, 0.99) / 1000,
          lastBadMillis(),
          acceptedInTime / seconds);
    }
  }

  private long lastBadMillis() {
    int slot = slots.length - 1;
    while (slot >= 0 && badSlots[slot] * GOOD_FOR_EACH_BAD <= slots[slot]) {
      slot--;
    }
    return (slot + 1) * SLOT_NANOS / 1_000_000;
  }

  /** Sends due requests on free connections; returns the number of the next request. */
  private long dispatch(Selector selector, long next, double nanosBetween) throws IOException {
    long now = System.nanoTime() - begun;
    long due = Math.max(next, (long) Math.ceil((now - LATE_NANOS) / nanosBetween));
    for (; due * nanosBetween <= now && !free.isEmpty(); due++) {
      unbroken(free.remove(), selector).send(System.nanoTime() - begun);
    }
    return due;
  }

  private Connection unbroken(Connection connection, Selector selector) throws IOException {
    if (!connection.isBroken) {
      return connection;
    }
    open--;
    return connect(selector);
  }

  private static void serve(Selector selector, long patienceMillis) throws IOException {
    selector.select(key -> ((Connection) key.attachment()).go(key), patienceMillis);
  }

  private Connection connect(Selector selector) throws IOException {
    SocketChannel channel = Loopback.connect(port);
    Connection connection = new Connection(channel, requests.get(connected % requests.size()));
    connected++;
    connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
    open++;
    return connection;
  }

  private void answered(int status, boolean mayRetry, long sentNanos) {
    long nanos = System.nanoTime() - begun - sentNanos;
    int slot = (int) Math.min(sentNanos / SLOT_NANOS, slots.length - 1);
    slots[slot]++;
    if (status != 200 || nanos > slowNanos) {
      badSlots[slot]++;
    }
    if (status == REFUSED && mayRetry) {
      refused++;
    } else if (status != 200) {
      failed++;
    } else {
      accepted++;
      if (sentNanos >= BURST_NANOS) {
        if (measured == latencies.length) {
          latencies = Arrays.copyOf(latencies, measured * 2);
        }
        latencies[measured] = nanos;
        measured++;
      }
    }
  }

  private final class Connection {
    private static final int HEAD_BYTES_MAX = 1 << 12;

    private final SocketChannel channel;
    private final ByteBuffer toSend;
    private final byte[] head = new byte[HEAD_BYTES_MAX];
    private int headRead;
    private int status;
    private boolean mayRetry;
    private int bodyLeft;
    private @Nullable SelectionKey key;
    private boolean isAsking;
    private boolean isAnswered;
    private boolean isBroken;
    private long sentNanos;

    private Connection(SocketChannel channel, ByteBuffer request) {
      this.channel = channel;
      this.toSend = request.duplicate();
    }

    private void send(long when) throws IOException {
      sentNanos = when;
      isAsking = true;
      isAnswered = false;
      headRead = 0;
      status = 0;
      toSend.rewind();
      sent++;
      write();
    }

    private void go(SelectionKey ready) {
      try {
        if (ready.isReadable()) {
          read();
        }
        if (ready.isValid() && ready.isWritable()) {
          write();
        }
      } catch (IOException _) {
        broken();
      }
    }

    private void write() {
      try {
        channel.write(toSend);
        int interest =
            toSend.hasRemaining()
                ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                : SelectionKey.OP_READ;
        if (key != null && key.interestOps() != interest) {
          key.interestOps(interest);
        }
        finish();
      } catch (IOException _) {
        broken();
      }
    }

    private void broken() {
      try {
        channel.close();
      } catch (IOException _) {
        // The connection is given up anyway.
      }
      if (isAsking && !isAnswered) {
        answered(0, false, sentNanos);
      }
      if (isAsking || !isBroken) {
        isBroken = true;
        isAsking = false;
        if (!free.contains(this)) {
          free.add(this);
        }
      }
    }

    private void read() throws IOException {
      if (channel.read(read.clear()) < 0) {
        broken();
        return;
      }
      read.flip();
      if (status == 0) {
        readHead();
      } else {
        bodyLeft -= read.remaining();
      }
      if (status != 0 && bodyLeft <= 0) {
        isAnswered = true;
        answered(status, mayRetry, sentNanos);
        finish();
      }
    }

    private void readHead() throws IOException {
      int more = Math.min(read.remaining(), head.length - headRead);
      read.get(head, headRead, more);
      headRead += more;
      AnswerHead complete = AnswerHead.in(head, headRead);
      if (complete != null) {
        status = complete.status();
        mayRetry = complete.has(RETRY_AFTER);
        int body = headRead - complete.bytes() + read.remaining();
        bodyLeft = Math.max(0, complete.contentLength()) - body;
      } else if (headRead == head.length) {
        throw new IOException("the head of the answer is too long");
      }
    }

    /** A refusal may come before the whole request was sent; the rest is still sent. */
    private void finish() throws IOException {
      if (isAsking && isAnswered && !toSend.hasRemaining()) {
        isAsking = false;
        if (isClosedLoop && !isOver) {
          send(System.nanoTime() - begun);
        } else {
          free.add(this);
        }
      }
    }
  }
}
