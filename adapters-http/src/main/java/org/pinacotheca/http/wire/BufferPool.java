package org.pinacotheca.http.wire;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Buffers for texts whose length is not known yet. A few are reused, because growing a new one per
 * page of pictures would produce more garbage than the page. Used by one thread at a time.
 */
final class BufferPool extends ByteArrayOutputStream {
  private static final int SPARE_MAX = 16;

  /** The size of a page of fifty pictures with long descriptions. */
  private static final int SPARE_BYTES_MAX = 256 * 1024;

  private static final int BYTES_AT_FIRST = 2000;
  private static final BlockingQueue<BufferPool> SPARE = new ArrayBlockingQueue<>(SPARE_MAX);

  private BufferPool() {
    super(BYTES_AT_FIRST);
  }

  /** An empty buffer. */
  static BufferPool take() {
    @Nullable BufferPool spare = SPARE.poll();
    return spare == null ? new BufferPool() : spare;
  }

  /** The written bytes; this object must not be used afterwards. */
  Buffer giveBack() {
    Buffer text = Buffer.buffer(count).appendBytes(buf, 0, count);
    if (buf.length <= SPARE_BYTES_MAX) {
      reset();
      var _ = SPARE.offer(this);
    }
    return text;
  }
}
