package org.pinacotheca.persistence.jdbi;

import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.MasterKey;

/** Master keys for tests. */
final class Keys {
  private Keys() {}

  static MasterKey master(int first) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) first;
    return MasterKey.of(bytes);
  }

  static AesGcmCipher seal() {
    return new AesGcmCipher(master(1));
  }
}
