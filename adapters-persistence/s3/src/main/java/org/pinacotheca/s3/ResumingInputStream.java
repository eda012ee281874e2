package org.pinacotheca.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * A stream of a part of an object for slow readers. Stores close slow connections, so the stream
 * reconnects where it broke. Used by one thread at a time.
 */
final class ResumingInputStream extends InputStream {
  private static final int BREAKS_MAX = 5;

  private final Connector connector;
  private final long end;
  private final Runnable afterwards;
  private final AtomicBoolean closed = new AtomicBoolean();
  private ResponseInputStream<?> in;
  private long position;
  private int breaks;

  /** Opens an object from a position. */
  interface Connector {
    ResponseInputStream<?> connect(long start) throws IOException;
  }

  /**
   * Connects at once.
   *
   * @param afterwards run once, when the stream is closed
   */
  ResumingInputStream(Connector connector, long start, long end, Runnable afterwards)
      throws IOException {
    this.connector = connector;
    this.position = start;
    this.end = end;
    this.afterwards = afterwards;
    this.in = connector.connect(start);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (closed.get()) {
      throw new IOException("the file is closed");
    }
    if (length == 0 || position >= end) {
      return length == 0 ? 0 : -1;
    }
    while (true) {
      IOException cause;
      try {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
          position += count;
          return count;
        }
        cause = new IOException("a store ended an object early");
      } catch (IOException e) {
        cause = e;
      }
      reconnect(cause);
    }
  }

  private void reconnect(IOException cause) throws IOException {
    if (++breaks > BREAKS_MAX) {
      throw cause;
    }
    in.abort();
    in = connector.connect(position);
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      try {
        if (position < end) {
          // Otherwise the rest would be fetched first.
          in.abort();
        }
        in.close();
      } finally {
        afterwards.run();
      }
    }
  }
}
