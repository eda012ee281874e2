package org.pinacotheca.persistence.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts and decrypts texts and bytes (AES-256-GCM, a random nonce each). Decryption needs the
 * same master key and the same owner. Thread-safe.
 */
public final class AesGcmCipher {
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key;
  private final String fingerprint;

  public AesGcmCipher(MasterKey master) {
    this.key = master.derive("secrets at rest", "AES");
    this.fingerprint = master.fingerprint();
  }

  /**
   * Encrypts a text.
   *
   * @param owner names the place of the encrypted text, so that it cannot be moved to another
   */
  public byte[] seal(String text, String owner) {
    return sealBytes(text.getBytes(UTF_8), owner);
  }

  /** Encrypts bytes, as above. */
  public byte[] sealBytes(byte[] bytes, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(bytes);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "this Java platform cannot encrypt with " + TRANSFORMATION, e);
    }
  }

  /**
   * Decrypts a text for its owner.
   *
   * @throws IllegalStateException when it has another owner or key, or was changed
   */
  public String open(byte[] sealed, String owner) {
    return new String(openBytes(sealed, owner), UTF_8);
  }

  /** Decrypts bytes, as above. */
  public byte[] openBytes(byte[] sealed, String owner) {
    try {
      return cipher(Cipher.DECRYPT_MODE, sealed, owner)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "a sealed secret does not open: another master key, or it was changed", e);
    }
  }

  /** Identifies the master key without revealing it. */
  public String fingerprint() {
    return fingerprint;
  }

  private Cipher cipher(int mode, byte[] nonceFirst, String owner) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonceFirst, 0, NONCE_BYTES));
    cipher.updateAAD(owner.getBytes(UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return "AesGcmCipher[…]";
  }
}
