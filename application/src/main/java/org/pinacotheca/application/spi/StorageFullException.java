package org.pinacotheca.application.spi;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The disk of the database, of the pictures or of uploads has no room. Nothing was done; it can be
 * tried again when there is room, and reading goes on.
 */
public final class StorageFullException extends StorageUnavailableException {
  private static final long serialVersionUID = 1L;

  /** What the systems say, because Java has no type for it. */
  private static final List<String> NO_ROOM =
      List.of("no space left", "quota exceeded", "file too large", "not enough space");

  public StorageFullException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether a failure, or one of its causes, is that a disk or a quota has no room. */
  public static boolean isNoRoom(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof StorageFullException || NO_ROOM.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }
}
