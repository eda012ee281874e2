package org.pinacotheca.persistence.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.domain.signin.Password;
import org.pinacotheca.domain.signin.PasswordHash;

/** Creates and hashes secrets with the platform's random source and a master key. Thread-safe. */
public final class HmacSecrets implements Secrets {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecureRandom random = new SecureRandom();

  private final KeyedMac pin;
  private final KeyedMac mediaLink;
  private final KeyedMac sessionId;
  private final KeyedMac shareLink;
  private final KeyedMac signIn;
  private final Argon2Passwords passwords = new Argon2Passwords();

  public HmacSecrets(MasterKey key) {
    // A changed name would change the key and invalidate all earlier hashes.
    this.pin = KeyedMac.of(key, "pin");
    this.mediaLink = KeyedMac.of(key, "media link");
    this.sessionId = KeyedMac.of(key, "session id");
    this.shareLink = KeyedMac.of(key, "share link");
    this.signIn = KeyedMac.of(key, "sign in");
  }

  @Override
  public String randomHex(int digits) {
    byte[] bytes = new byte[(digits + 1) / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  @Override
  public byte[] keyedHash(Purpose purpose, byte[] message) {
    return keyed(purpose).hash(message);
  }

  @Override
  public PasswordHash hashPassword(Password password) {
    return passwords.hash(password, random);
  }

  @Override
  public boolean isPassword(String typed, PasswordHash hash) {
    return passwords.matches(typed, hash);
  }

  private KeyedMac keyed(Purpose purpose) {
    return switch (purpose) {
      case PIN -> pin;
      case MEDIA_LINK -> mediaLink;
      case SESSION_ID -> sessionId;
      case SHARE_LINK -> shareLink;
      case SIGN_IN -> signIn;
    };
  }

  /** A thread-safe HMAC with one key; a page of pictures needs a hundred URLs. */
  private record KeyedMac(Mac original, AtomicReference<@Nullable Mac> spare) {
    static KeyedMac of(MasterKey key, String purpose) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key.derive(purpose, ALGORITHM));
        return new KeyedMac(mac, new AtomicReference<>());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
      }
    }

    byte[] hash(byte[] message) {
      Mac mac = spare.getAndSet(null);
      if (mac == null) {
        mac = copy();
      }
      byte[] hash = mac.doFinal(message);
      spare.set(mac);
      return hash;
    }

    /** Cheaper than a new instance that is given the key. */
    private Mac copy() {
      try {
        return (Mac) original.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("the Mac of this Java platform cannot be cloned", e);
      }
    }
  }

  @Override
  public String toString() {
    return "HmacSecrets[…]";
  }
}
