package org.pinacotheca.application.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;

/**
 * The files of pictures, on disk or in an object store. Thread-safe. Every failure of the storage
 * is an {@link java.io.UncheckedIOException}.
 */
public interface PictureFiles {

  /**
   * Stores all renditions of a picture under a new key: all or nothing, and durable when this
   * returns.
   */
  void store(MediaKey key, RenderedPicture picture);

  /** Finds one rendition, empty when there is none under the key. */
  Optional<Content> open(MediaKey key, Rendition rendition);

  /** Removes all files under the key; does nothing when there are none. */
  void delete(MediaKey key);

  /**
   * Removes the files under keys that no picture has any more. Never fails: the command has already
   * succeeded, and what cannot be removed now is found by the next sweep.
   */
  void discard(Collection<MediaKey> keys);

  /**
   * Passes every key whose files were stored before {@code limit} to {@code visitor}, in no
   * particular order, and changes nothing.
   */
  void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor);

  /**
   * Removes what a crash before {@code limit} left half-written or half-deleted and what {@link
   * #eachStoredBefore} does not visit. Does nothing where a crash leaves no remnants.
   */
  default void removeRemnantsBefore(Instant limit) {}

  /**
   * Checks that the files can be reached now, and that the store still has the id that claimed it;
   * throws the failure when not.
   */
  void probe();

  /** Whether the store has no files of any picture. */
  boolean isEmpty();

  /**
   * The id of the installation that owns the files; empty when no installation has claimed the
   * store.
   */
  Optional<InstallationId> installation();

  /**
   * Claims the store for an installation: stores the id where there is none, and leaves another one
   * as it is. From then on nothing is stored where the id is missing, which shows that the files
   * are away, as when a volume is not mounted.
   *
   * @return the id that the store has now
   */
  InstallationId claim(InstallationId id);

  /** The bytes of one file; may be read several times and from any offset. */
  interface Content {
    /** Length in bytes. */
    long size();

    /**
     * Opens the bytes from {@code offset}, which is between 0 and {@link #size()}. The file stays
     * readable while open, even when it is deleted meanwhile.
     */
    InputStream openAt(long offset) throws IOException;

    /**
     * Opens the file with these bytes and nothing else, where there is one on this machine, so that
     * the operating system can send it. The caller closes it; it stays readable while open.
     */
    default Optional<FileChannel> openFile() throws IOException {
      return Optional.empty();
    }
  }
}
