package org.pinacotheca.testkit.memory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.signin.Password;
import org.pinacotheca.domain.signin.PasswordHash;

/**
 * Secrets that are the same in every run with the same seed: predictable, and therefore only for
 * tests. The keyed hashes are real, with keys derived from the seed. Thread-safe.
 */
public final class InMemorySecrets implements Secrets {
  private static final int SALT_DIGITS = 8;

  private final long seed;
  private final Random random;

  public InMemorySecrets(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  @Override
  public synchronized String randomHex(int digits) {
    byte[] bytes = new byte[(digits + 1) / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  /** A hash that takes no time. */
  @Override
  public PasswordHash hashPassword(Password password) {
    return hashed(password.value(), randomHex(SALT_DIGITS));
  }

  @Override
  public boolean isPassword(String typed, PasswordHash hash) {
    return hash.equals(hashed(typed, hash.value().substring(0, SALT_DIGITS)));
  }

  private static PasswordHash hashed(String password, String salt) {
    return new PasswordHash(salt + SecretHash.of(salt + password).value());
  }

  @Override
  public byte[] keyedHash(Purpose purpose, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = (purpose.name() + seed).getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
