package org.pinacotheca.domain.sharing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;

/**
 * A link with which visitors look at an album, whether it is locked or not. It ends with its time,
 * takes no new visit after its last one, and goes with the album and its owner.
 *
 * @param token the hash of the secret in its address
 * @param expires the first instant at which it is over; empty means never
 * @param visitsMax how many visits it takes; empty sets no limit
 * @param visits how many browser sessions have opened it
 * @param pin the hash of the PIN that visitors are asked for
 * @param download whether visitors are given the originals
 */
public record ShareLink(
    ShareLinkId id,
    UserId owner,
    AlbumId album,
    String label,
    SecretHash token,
    Instant created,
    Optional<Instant> expires,
    Optional<Integer> visitsMax,
    int visits,
    Optional<Instant> lastVisit,
    Optional<PinHash> pin,
    boolean download) {
  /** The most links of one album. */
  public static final int OF_ALBUM_MAX = 100;

  public ShareLink {
    if (visits < 0 || (visits == 0) != lastVisit.isEmpty()) {
      throw new IllegalArgumentException("a link is visited when it has a last visit");
    }
  }

  /** A link that nobody has visited. */
  public static ShareLink of(
      ShareLinkId id,
      UserId owner,
      AlbumId album,
      ShareTerms terms,
      SecretHash token,
      Optional<PinHash> pin,
      Instant now) {
    return new ShareLink(
        id,
        owner,
        album,
        terms.label(),
        token,
        now,
        terms.expires(),
        terms.visitsMax(),
        0,
        Optional.empty(),
        pin,
        terms.download());
  }

  /** Whether its time is not over; it may still take no new visit. */
  public boolean isOpenAt(Instant now) {
    return expires.map(now::isBefore).orElse(true);
  }

  /** Whether one more browser session may open it. */
  public boolean takesVisitAt(Instant now) {
    return isOpenAt(now) && visitsMax.map(most -> visits < most).orElse(true);
  }

  /** The same link after one more visit, which it takes. */
  public ShareLink visited(Instant now) {
    if (!takesVisitAt(now)) {
      throw new IllegalArgumentException("the link takes no more visits");
    }
    return new ShareLink(
        id,
        owner,
        album,
        label,
        token,
        created,
        expires,
        visitsMax,
        Math.min(visits, Integer.MAX_VALUE - 1) + 1,
        Optional.of(now),
        pin,
        download);
  }

  /**
   * Whether the PIN that was offered opens it; takes the same time for every wrong one.
   *
   * @param offered the hash of the offered PIN for the same link
   */
  public boolean isOpenedBy(PinHash offered) {
    return pin.map(right -> MessageDigest.isEqual(bytes(right), bytes(offered))).orElse(true);
  }

  private static byte[] bytes(PinHash hash) {
    return hash.value().getBytes(StandardCharsets.US_ASCII);
  }
}
