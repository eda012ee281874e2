package org.pinacotheca.domain.authorization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The challenge of PKCE (RFC 7636) by the method {@code S256}: 43 characters of Base64 for URLs,
 * the SHA-256 hash of a verifier that only the program knows.
 */
public record CodeChallenge(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  public CodeChallenge {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a challenge is 43 characters of Base64 for URLs");
    }
  }

  /** Whether the verifier is that of the challenge. */
  public boolean isMetBy(String verifier) {
    if (!VERIFIER.matcher(verifier).matches()) {
      return false;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      byte[] expected =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(hash)
              .getBytes(StandardCharsets.US_ASCII);
      return MessageDigest.isEqual(expected, value.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
