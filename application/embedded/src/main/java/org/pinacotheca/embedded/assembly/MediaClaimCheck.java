package org.pinacotheca.embedded.assembly;

import java.io.UncheckedIOException;
import org.pinacotheca.application.api.operations.MediaClaim;
import org.pinacotheca.application.api.operations.Operations;
import org.pinacotheca.application.spi.StorageUnavailableException;

/** Checks that database and media belong together, and explains what to do if not. */
final class MediaClaimCheck {
  private MediaClaimCheck() {}

  /**
   * Throws unless the media store belongs to this database.
   *
   * @throws IllegalStateException when it does not
   * @throws StorageUnavailableException when one of the two cannot be read
   */
  static void require(Operations operations, MediaLocation media) {
    try {
      if (operations.claimMedia() instanceof MediaClaim.Refused refused) {
        throw new IllegalStateException(words(refused, media));
      }
    } catch (UncheckedIOException e) {
      throw new StorageUnavailableException(
          "database and media cannot be compared: " + e.getMessage(), e);
    }
  }

  /** The problem and its solution, in one line. */
  static String words(MediaClaim.Refused refused, MediaLocation media) {
    String where = media.description();
    String id = refused.database().value();
    String anyway =
        " If they belong together all the same, write "
            + id
            + " into '"
            + media.installationId()
            + "'.";
    return switch (refused) {
      case MediaClaim.OthersMedia(var _, var others) ->
          "the pictures in '"
              + where
              + "' are those of installation "
              + others.value()
              + ", and the database is that of "
              + id
              + "; nothing was deleted. Name the database and the media that belong together, or"
              + " restore the one that was lost."
              + anyway;
      case MediaClaim.MediaMissing _ ->
          "the database has pictures, but '"
              + where
              + "' holds none of their files; mount the volume or name the right media, or restore"
              + " them."
              + anyway;
      case MediaClaim.UnknownMedia _ ->
          "'"
              + where
              + "' holds pictures' files, but the database has no pictures; nothing was deleted."
              + " Name the database they belong to or restore it, or name an empty place for"
              + " media."
              + anyway;
    };
  }
}
