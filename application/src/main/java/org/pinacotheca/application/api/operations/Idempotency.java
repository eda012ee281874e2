package org.pinacotheca.application.api.operations;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;

/** Runs commands at most once, however often they are sent. Thread-safe. */
public interface Idempotency {

  /**
   * Runs a command unless its key was used within 24 hours, and stores its answer in the same unit
   * of work, so that there is never one without the other. A refused command is not stored, and may
   * be sent again with the same key. A stored answer is given only to a caller who may have it now:
   * who still acts for the member, and whose token has the scopes.
   *
   * @param scopes what the command needs of every caller; {@link ScopedOutcome} may need more
   * @param command runs exactly one command on what it is given
   * @param answer writes the answer to an outcome that is not a refusal
   */
  <O> Once<O> once(
      Caller caller,
      RetryKey key,
      Set<Scope> scopes,
      Function<? super GalleryCommands, ? extends O> command,
      Function<? super O, byte[]> answer);

  /**
   * The idempotency key of a command.
   *
   * @param value 1 to 255 visible ASCII characters, unique for actor and application
   * @param fingerprint the SHA-256 of the command, in lower-case hexadecimal; the same key with
   *     another command is refused
   */
  record RetryKey(String value, String fingerprint) {
    private static final Pattern VALUE = Pattern.compile("[!-~]{1,255}");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is outside of its range
     */
    public RetryKey {
      if (!isWellFormed(value)) {
        throw new IllegalArgumentException(
            "a retry key is 1-255 visible ASCII characters, not '" + value + "'");
      }
    }

    /** Whether the text could be a key at all. */
    public static boolean isWellFormed(String text) {
      return VALUE.matcher(text).matches();
    }
  }

  /** The outcome of a command with a key. */
  sealed interface Once<O> {
    /**
     * The command was done, and this is its answer.
     *
     * @param isNew whether it was done now, and not earlier
     */
    record Answered<O>(byte[] answer, boolean isNew) implements Once<O> {}

    /** The command was refused. */
    record Refused<O>(O outcome) implements Once<O> {}

    /** The command was done earlier, and the caller may not have its answer. */
    record Denied<O>(Denial why) implements Once<O>, Refusal {}

    /** The key was used for another command. */
    record UsedForAnother<O>() implements Once<O>, Refusal {}
  }
}
