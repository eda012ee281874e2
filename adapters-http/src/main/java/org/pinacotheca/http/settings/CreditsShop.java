package org.pinacotheca.http.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pinacotheca.domain.identity.UserId;

/**
 * The page of the operator where members buy credits. Its text form does not show the secret.
 *
 * @param url an HTTP or HTTPS address without a fragment
 * @param secret shared with that page, of at least 32 characters: it signs the member and the
 *     address to return to
 */
public record CreditsShop(URI url, String secret) {
  /** The shortest secret. */
  public static final int SECRET_LENGTH_MIN = 32;

  /** How long an address may be opened. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  public CreditsShop {
    if (url.getHost() == null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("a page for credits is a web address, not '" + url + "'");
    }
    if (secret.length() < SECRET_LENGTH_MIN) {
      throw new IllegalArgumentException("the secret has at least 32 characters");
    }
  }

  /**
   * The address for one member: with {@code member}, {@code return}, {@code expires} (in seconds
   * since 1970) and, last, {@code signature}, the HMAC-SHA-256 of the three as they stand before
   * it, in hexadecimal.
   *
   * @param returnTo where the page leads back to
   */
  public String address(UserId member, String returnTo, Instant now) {
    String signed =
        "member="
            + member.value()
            + "&return="
            + URLEncoder.encode(returnTo, UTF_8)
            + "&expires="
            + now.plus(LIFETIME).getEpochSecond();
    return url + (url.getRawQuery() == null ? "?" : "&") + signed + "&signature=" + hmac(signed);
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), mac.getAlgorithm()));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "CreditsShop[url=" + url + "]";
  }
}
