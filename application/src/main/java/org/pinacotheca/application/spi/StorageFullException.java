package org.pinacotheca.application.spi;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The disk of the database, of the pictures or of uploads is full. Nothing was done; retry when
 * there is room. Reads still work.
 */
public final class StorageFullException extends StorageUnavailableException {
  private static final long serialVersionUID = 1L;

  /** Messages of operating systems, because Java has no type for this failure. */
  private static final List<String> NO_ROOM =
      List.of("no space left", "quota exceeded", "file too large", "not enough space");

  /** The message for logs, without data of members, and the cause, if one is known. */
  public StorageFullException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether a failure, or one of its causes, is a full disk or quota. */
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
