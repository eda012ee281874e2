package org.pinacotheca.testkit.memory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;

/**
 * Picture files that live as long as the object; a key that is stored twice is an {@link
 * IllegalStateException}. Thread-safe.
 */
public final class InMemoryPictureFiles implements PictureFiles {
  private final InstantSource clock;
  private final Map<MediaKey, Stored> stored = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable InstallationId> installation = new AtomicReference<>();
  private volatile Optional<Path> copies = Optional.empty();

  public InMemoryPictureFiles(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void store(MediaKey key, RenderedPicture picture) {
    if (stored.putIfAbsent(key, new Stored(picture, clock.instant())) != null) {
      throw new IllegalStateException("there are files under this key already");
    }
  }

  @Override
  public Optional<Content> open(MediaKey key, Rendition rendition) {
    return Optional.ofNullable(stored.get(key))
        .map(found -> new Bytes(found.picture().file(rendition), copies));
  }

  @Override
  public void delete(MediaKey key) {
    stored.remove(key);
  }

  @Override
  public void discard(Collection<MediaKey> keys) {
    stored.keySet().removeAll(Set.copyOf(keys));
  }

  @Override
  public void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor) {
    stored.entrySet().stream()
        .filter(entry -> entry.getValue().at().isBefore(limit))
        .map(Map.Entry::getKey)
        .forEach(visitor);
  }

  @Override
  public void probe() {
    // Memory is always available.
  }

  @Override
  public boolean isEmpty() {
    return stored.isEmpty();
  }

  @Override
  public Optional<InstallationId> installation() {
    return Optional.ofNullable(installation.get());
  }

  @Override
  public InstallationId claim(InstallationId id) {
    InstallationId before = installation.compareAndExchange(null, id);
    return before == null ? id : before;
  }

  /** The keys that have files now. */
  public Set<MediaKey> keys() {
    return Set.copyOf(stored.keySet());
  }

  private record Stored(RenderedPicture picture, Instant at) {}

  /**
   * Lets the content be opened as files, as that of a disk can be.
   *
   * @param directory gets a copy of each file that is opened
   */
  public void openAsFiles(Path directory) {
    copies = Optional.of(directory);
  }

  private record Bytes(byte[] bytes, Optional<Path> copies) implements Content {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream openAt(long offset) {
      if (offset < 0 || offset > bytes.length) {
        throw new IllegalArgumentException("no offset of this file: " + offset);
      }
      return new ByteArrayInputStream(
          bytes, Math.toIntExact(offset), bytes.length - Math.toIntExact(offset));
    }

    @Override
    public Optional<FileChannel> openFile() throws IOException {
      if (copies.isEmpty()) {
        return Optional.empty();
      }
      Path copy = Files.write(Files.createTempFile(copies.get(), "picture", ""), bytes);
      return Optional.of(FileChannel.open(copy, StandardOpenOption.DELETE_ON_CLOSE));
    }
  }
}
