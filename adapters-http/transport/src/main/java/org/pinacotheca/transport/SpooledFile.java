package org.pinacotheca.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * An uploaded file of a request, in a temporary file deleted by {@link #close()}. Until then any
 * thread may open it any number of times; streams open at that time fail at their next read. The
 * client's file name, type and path are not kept.
 */
public final class SpooledFile implements PictureSource, AutoCloseable {
  private static final int MEBIBYTE_BITS = 20;

  private final FileChannel channel;
  private final SpoolRoom room;
  private final Runnable whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long size;
  private volatile int mebibytes;
  private volatile boolean malformed;

  SpooledFile(FileChannel channel, SpoolRoom room, Runnable whenClosed) {
    this.room = room;
    this.channel = channel;
    this.whenClosed = whenClosed;
  }

  /** The length in bytes. */
  public long size() {
    return size;
  }

  @Override
  public long bytesAtMost() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    if (malformed) {
      throw new MalformedException("the transfer encoding of the file is broken");
    }
    return new Reading();
  }

  /** Deletes the file. Idempotent. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      whenClosed.run();
      room.release(mebibytes);
      try {
        channel.close();
      } catch (IOException _) {
        // The file is discarded anyway.
      }
    }
  }

  /** Appends bytes; used by one thread, before the file is read. */
  public void append(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    long end = size;
    int held = mebibytes;
    while ((long) held << MEBIBYTE_BITS < end + length) {
      room.requireDisk();
      if (!room.take()) {
        throw new BodyRefused(BodyRefused.Reason.NO_ROOM);
      }
      held++;
      mebibytes = held;
    }
    while (buffer.hasRemaining()) {
      end += channel.write(buffer, end);
    }
    size = end;
  }

  /** A stream that appends to the file. */
  public OutputStream appending() {
    return new OutputStream() {
      @Override
      public void write(int single) throws IOException {
        append(new byte[] {(byte) single}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        append(bytes, offset, length);
      }
    };
  }

  /** Notes that the transfer encoding of the file is broken; opening it fails then. */
  public void markMalformed() {
    malformed = true;
  }

  private final class Reading extends InputStream {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = channel.read(ByteBuffer.wrap(into, offset, length), position);
      if (count > 0) {
        position += count;
      }
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.clamp(count, 0, size - position);
      position += skipped;
      return skipped;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, size - position);
    }
  }
}
