package org.pinacotheca.persistence.disk;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;

/**
 * Picture files whose deletion can be deferred, so that a backup finds the files of every row it
 * has copied. Files are deleted only after their row is; a backup that holds the files before it
 * copies the rows therefore finds them all. Thread-safe.
 */
public final class HeldPictureFiles implements PictureFiles {
  /** The most deferred deletions; further files stay until a sweep. */
  private static final int WAITING_MAX = 100_000;

  private final PictureFiles files;
  private final Set<MediaKey> waiting = new HashSet<>();
  private boolean isHeld;

  public HeldPictureFiles(PictureFiles files) {
    this.files = files;
  }

  /**
   * Defers deletions until the hold is closed.
   *
   * @throws IllegalStateException when the files are held already
   */
  public synchronized Hold hold() {
    if (isHeld) {
      throw new IllegalStateException("the files are held already");
    }
    isHeld = true;
    return this::release;
  }

  /** Closed to run the deferred deletions. */
  @FunctionalInterface
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  private void release() {
    files.discard(released());
  }

  private synchronized List<MediaKey> released() {
    isHeld = false;
    List<MediaKey> released = List.copyOf(waiting);
    waiting.clear();
    return released;
  }

  @Override
  public void delete(MediaKey key) {
    if (!isPutOff(key)) {
      files.delete(key);
    }
  }

  @Override
  public void discard(Collection<MediaKey> keys) {
    files.discard(keys.stream().filter(key -> !isPutOff(key)).toList());
  }

  private synchronized boolean isPutOff(MediaKey key) {
    if (isHeld && waiting.size() < WAITING_MAX) {
      waiting.add(key);
    }
    return isHeld;
  }

  @Override
  public void store(MediaKey key, RenderedPicture picture) {
    files.store(key, picture);
  }

  @Override
  public Optional<Content> open(MediaKey key, Rendition rendition) {
    return files.open(key, rendition);
  }

  @Override
  public void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor) {
    files.eachStoredBefore(limit, visitor);
  }

  @Override
  public void removeRemnantsBefore(Instant limit) {
    files.removeRemnantsBefore(limit);
  }

  @Override
  public void probe() {
    files.probe();
  }

  @Override
  public boolean isEmpty() {
    return files.isEmpty();
  }

  @Override
  public Optional<InstallationId> installation() {
    return files.installation();
  }

  @Override
  public InstallationId claim(InstallationId id) {
    return files.claim(id);
  }
}
