package org.pinacotheca.persistence.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import org.pinacotheca.application.spi.Secrets;

/** Secrets from the platform's random source and a master key. Safe for use by many threads. */
public final class HmacSecrets implements Secrets {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecureRandom random = new SecureRandom();

  /** Keyed once and only ever cloned: a clone costs less than a fresh Mac, and threads share nothing. */
  private final Map<Purpose, Mac> macs = new EnumMap<>(Purpose.class);

  public HmacSecrets(MasterKey key) {
    for (Purpose purpose : Purpose.values()) {
      macs.put(purpose, keyed(key, nameOf(purpose)));
    }
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
      Mac mac = (Mac) macs.get(purpose).clone();
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

  /** The name under which a purpose's key is derived; changing one makes all earlier hashes worthless. */
  private static String nameOf(Purpose purpose) {
    return switch (purpose) {
      case PIN -> "pin";
      case MEDIA_LINK -> "media link";
    };
  }

  @Override
  public String toString() {
    return "HmacSecrets[…]";
  }
}
