package org.pinacotheca.http.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.http.wire.Validators;

/**
 * The small files that were sent lately, by entity tag, since the same tag means the same bytes.
 * Whether they may be sent is for the gallery to say. Thread-safe.
 */
public final class MediaMemory {
  /** Nearly all renditions are smaller. */
  private static final int FILE_BYTES_MAX = 128 * 1024;

  /** About what a file takes besides its bytes. */
  private static final int OVERHEAD_BYTES = 512;

  private static final Duration UNUSED_MAX = Duration.ofMinutes(10);

  private final long bytesMax;
  private final Cache<String, Cached> files;
  private final LongAdder found = new LongAdder();

  /**
   * Creates an empty memory.
   *
   * @param bytesMax of all files together
   */
  MediaMemory(long bytesMax) {
    this.bytesMax = bytesMax;
    files =
        Caffeine.newBuilder()
            .maximumWeight(bytesMax)
            .<String, Cached>weigher((_, file) -> file.bytes.length() + OVERHEAD_BYTES)
            .expireAfterAccess(UNUSED_MAX)
            .executor(Runnable::run)
            .build();
  }

  /** A file in memory. */
  record Cached(Validators validators, Buffer bytes) {}

  /** The file with this entity tag, when it is in memory. */
  Optional<Cached> find(String entityTag) {
    Optional<Cached> cached = Optional.ofNullable(files.getIfPresent(entityTag));
    if (cached.isPresent()) {
      found.increment();
    }
    return cached;
  }

  /** Whether a file of this size is cached. */
  static boolean takes(long size) {
    return size <= FILE_BYTES_MAX;
  }

  /** Reads a small file and caches it. */
  Cached read(String entityTag, Validators validators, MediaFile.Content content)
      throws IOException {
    try (InputStream in = content.openAt(0)) {
      byte[] bytes = in.readNBytes((int) content.size());
      if (bytes.length < content.size()) {
        throw new IOException("a picture's file ended early");
      }
      Cached read = new Cached(validators, Buffer.buffer(bytes));
      files.put(entityTag, read);
      return read;
    }
  }

  /** The bytes of all files now, with what they take besides. */
  public long bytes() {
    return files.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  public long bytesMax() {
    return bytesMax;
  }

  /** How many requests were answered from memory so far. */
  public long found() {
    return found.sum();
  }
}
