package org.pinacotheca.domain.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 hash, in lower-case hexadecimal, that is stored instead of a bearer token, refresh
 * token or session key.
 */
public record SecretHash(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public SecretHash {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a secret's hash is 64 lower-case hexadecimal digits");
    }
  }

  /** The hash of a secret's UTF-8 form. */
  public static SecretHash of(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return new SecretHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
