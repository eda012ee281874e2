package org.pinacotheca.application.spi;

/** Randomness and keyed hashing; the keys are never returned. Thread-safe. */
public interface Secrets {
  /** Returns {@code digits} random lower-case hexadecimal digits, strong enough for a secret. */
  String randomHex(int digits);

  /**
   * The HMAC-SHA-256 of a message, 32 bytes, with a key of the purpose that is the same after a
   * restart and on every node.
   */
  byte[] keyedHash(Purpose purpose, byte[] message);

  /** What a keyed hash is for. */
  enum Purpose {
    PIN,
    MEDIA_LINK,
    SESSION_ID,
    /** Visits to share links, and where wrong PINs for them came from. */
    SHARE_LINK
  }
}
