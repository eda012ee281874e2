package org.pinacotheca.persistence.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.pinacotheca.application.spi.Secrets;

/** Secrets from the platform's random source and a master key. Safe for use by many threads. */
public final class HmacSecrets implements Secrets {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecureRandom random = new SecureRandom();

  // Keyed once and only ever cloned: a clone costs less than a fresh Mac, and threads share
  // nothing.
  private final Mac pin;
  private final Mac mediaLink;
  private final Mac sessionId;

  public HmacSecrets(MasterKey key) {
    // Another name would be another key, and make all earlier hashes worthless.
    this.pin = keyed(key, "pin");
    this.mediaLink = keyed(key, "media link");
    this.sessionId = keyed(key, "session id");
  }

  @Override
  public String randomHex(int digits) {
    byte[] bytes = new byte[(digits + 1) / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  @Override
  public byte[] keyedHash(Purpose purpose, byte[] message) {
    try {
      Mac mac = (Mac) keyed(purpose).clone();
      return mac.doFinal(message);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the Mac of this Java platform cannot be cloned", e);
    }
  }

  private static Mac keyed(MasterKey key, String purpose) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key.derive(purpose, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private Mac keyed(Purpose purpose) {
    return switch (purpose) {
      case PIN -> pin;
      case MEDIA_LINK -> mediaLink;
      case SESSION_ID -> sessionId;
    };
  }

  @Override
  public String toString() {
    return "HmacSecrets[…]";
  }
}
