package org.pinacotheca.application.spi;

import java.io.IOException;
import java.io.InputStream;
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
   * Keeps all renditions of a picture under a fresh key: all or nothing, and durable when this
   * returns.
   */
  void store(MediaKey key, RenderedPicture picture);

  /** Finds one rendition, empty when there is none under the key. */
  Optional<Content> open(MediaKey key, Rendition rendition);

  /** Removes all files under the key; does nothing when there are none. */
  void delete(MediaKey key);

  /**
   * Removes the files under keys that no picture has any more. Never fails: whoever asked for it
   * has already got what he wanted, and what cannot be removed now is found by the next sweep.
   */
  void discard(Collection<MediaKey> keys);

  /**
   * Gives every key whose files were stored before {@code limit} to {@code visitor}, in no
   * particular order, and changes nothing.
   */
  void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor);

  /**
   * Removes what a crash before {@code limit} left half-written or half-deleted and what {@link
   * #eachStoredBefore} does not give. Where a crash leaves no such thing, there is nothing to do.
   */
  default void removeRemnantsBefore(Instant limit) {}

  /**
   * Whether the files can be reached now, and the store keeps the id it was tied to; fails with
   * what is wrong when not.
   */
  void probe();

  /** Whether no picture has files here. */
  boolean isEmpty();

  /** The id of the installation whose files these are, empty when none was ever tied to them. */
  Optional<InstallationId> installation();

  /**
   * Ties the store to an installation: keeps the id where there is none, and leaves another one as
   * it is. From then on nothing is stored where the lack of the id shows that the files are away,
   * as when the volume of a disk is not mounted.
   *
   * @return the id that the store keeps now
   */
  InstallationId tie(InstallationId id);

  /** The bytes of one file; may be read several times and from any offset. */
  interface Content {
    /** Length in bytes. */
    long size();

    /**
     * Opens the bytes from {@code offset}, which is between 0 and {@link #size()}. The file stays
     * readable while open, even when it is deleted meanwhile.
     */
    InputStream openAt(long offset) throws IOException;
  }
}
