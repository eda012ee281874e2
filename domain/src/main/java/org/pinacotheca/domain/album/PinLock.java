package org.pinacotheca.domain.album;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.pinacotheca.domain.credits.Price;

/**
 * The lock of an album: viewers who know the PIN and pay the price once, which may be 0, may see
 * its pictures.
 */
public record PinLock(PinHash pin, Price price) {

  /**
   * Whether the PIN that was offered is the right one; takes the same time for every wrong one.
   *
   * @param offered the hash of the offered PIN for the same album
   */
  public boolean isOpenedBy(PinHash offered) {
    return MessageDigest.isEqual(bytes(pin), bytes(offered));
  }

  private static byte[] bytes(PinHash hash) {
    return hash.value().getBytes(StandardCharsets.US_ASCII);
  }
}
