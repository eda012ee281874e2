package org.pinacotheca.application;

import java.time.Duration;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.credits.Commission;

/**
 * The settings of a deployment.
 *
 * @param accessTokenLifetime of a bearer token that is issued without a lifetime of its own
 * @param refreshTokenLifetime of a refresh token
 * @param mediaLinkLifetime how long a picture's address is valid at most; an address stays the same
 *     for half of this time, so that it can be cached, and is valid for at least half of it; at
 *     least 2 seconds
 * @param commission what the platform keeps of every sale
 * @param rates how many requests are answered
 * @param albumCapacity how many pictures an album holds
 */
public record GallerySettings(
    Duration accessTokenLifetime,
    Duration refreshTokenLifetime,
    Duration mediaLinkLifetime,
    Commission commission,
    RateSettings rates,
    AlbumCapacity albumCapacity) {
  /**
   * How long a bearer token may still be accepted after another node revoked it; one that this
   * process revokes is invalid at once, and one that expires ends to the second.
   */
  public static final Duration TOKEN_STALENESS_MAX = Duration.ofSeconds(5);

  /**
   * How long the address of a picture may still work after another node removed the picture, or
   * suspended or erased its owner; what this process does ends it at once, and one that expires
   * ends to the second.
   */
  public static final Duration ADDRESS_STALENESS_MAX = Duration.ofSeconds(1);

  /** 20 minutes, 14 days, one hour, no commission, no rate limits, 60 pictures in an album. */
  public static final GallerySettings DEFAULT =
      new GallerySettings(
          Duration.ofMinutes(20),
          Duration.ofDays(14),
          Duration.ofHours(1),
          Commission.NONE,
          RateSettings.NONE,
          AlbumCapacity.DEFAULT);

  public GallerySettings {
    if (accessTokenLifetime.toSeconds() < 1 || refreshTokenLifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("a token lives at least one second");
    }
    if (mediaLinkLifetime.toSeconds() < 2) {
      throw new IllegalArgumentException(
          "a picture's address lives at least two seconds, not " + mediaLinkLifetime);
    }
  }

  /** Returns a copy with this commission. */
  public GallerySettings withCommission(Commission kept) {
    return new GallerySettings(
        accessTokenLifetime, refreshTokenLifetime, mediaLinkLifetime, kept, rates, albumCapacity);
  }

  /** Returns a copy with these rate limits. */
  public GallerySettings withRates(RateSettings limits) {
    return new GallerySettings(
        accessTokenLifetime,
        refreshTokenLifetime,
        mediaLinkLifetime,
        commission,
        limits,
        albumCapacity);
  }

  /** Returns a copy with this album capacity. */
  public GallerySettings withAlbums(AlbumCapacity capacity) {
    return new GallerySettings(
        accessTokenLifetime, refreshTokenLifetime, mediaLinkLifetime, commission, rates, capacity);
  }
}
