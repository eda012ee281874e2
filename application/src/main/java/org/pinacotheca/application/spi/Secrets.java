package org.pinacotheca.application.spi;

/** Randomness and keyed hashing; the keys stay inside. Thread-safe. */
public interface Secrets {
  /** So many random lower-case hexadecimal digits, fit to be a secret. */
  String randomHex(int digits);

  /**
   * The HMAC-SHA-256 of a message, 32 bytes, with a key that belongs to the purpose alone and is
   * the same after a restart and on every node.
   */
  byte[] keyedHash(Purpose purpose, byte[] message);

  /** What a keyed hash is for. */
  enum Purpose {
    PIN,
    MEDIA_LINK,
    SESSION_ID
  }
}
