package org.pinacotheca.application.spi;

import org.pinacotheca.domain.signin.Password;
import org.pinacotheca.domain.signin.PasswordHash;

/** Randomness, keyed hashing and hashes of passwords; the keys are never returned. Thread-safe. */
public interface Secrets {
  /** Returns {@code digits} random lower-case hexadecimal digits, strong enough for a secret. */
  String randomHex(int digits);

  /**
   * The HMAC-SHA-256 of a message, 32 bytes, with a key of the purpose that is the same after a
   * restart and on every node.
   */
  byte[] keyedHash(Purpose purpose, byte[] message);

  /**
   * Hashes a password slowly, with a random salt. Not for use inside a unit of work. It may wait
   * for other passwords for some seconds.
   *
   * @throws StorageUnavailableException when too many passwords are being hashed
   */
  PasswordHash hashPassword(Password password);

  /**
   * Whether the hash is that of the typed text, which may be any; takes as long as {@link
   * #hashPassword}, with the same refusal.
   */
  boolean isPassword(String typed, PasswordHash hash);

  /** What a keyed hash is for. */
  enum Purpose {
    PIN,
    MEDIA_LINK,
    SESSION_ID,
    /** Visits to share links, and where wrong PINs for them came from. */
    SHARE_LINK,
    /** Browsers that signed in before, and where wrong passwords came from. */
    SIGN_IN
  }
}
