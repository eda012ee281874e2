package org.pinacotheca.testkit.scenario;

import java.util.Set;

/** A part of an outcome that some API does not show. */
public enum Field {
  ALBUM_LOCATION,
  ALBUM_POSITION,
  COVER,
  COVER_ADDRESS,
  COVER_SAFETY,
  PICTURE_IDS,
  PICTURE_TITLE,
  PICTURE_FILE,
  PICTURE_SAFETY,
  /** The number of items on all pages. */
  TOTAL,
  TRANSFER_TIME,
  /** What the use cases return and no API writes. */
  UNWRITTEN;

  /** Components of records, with the simple name of the record, such as {@code Album.location}. */
  Set<String> components() {
    return switch (this) {
      case ALBUM_LOCATION -> Set.of("Album.location");
      case ALBUM_POSITION -> Set.of("Album.sequence");
      case COVER -> Set.of("AlbumTally.cover");
      case COVER_ADDRESS -> Set.of("AlbumView.cover");
      case COVER_SAFETY -> Set.of("AlbumView.coverSafe");
      case PICTURE_IDS -> Set.of("AlbumView.pictureIds");
      case PICTURE_TITLE -> Set.of("PictureText.title");
      case PICTURE_FILE ->
          Set.of("Picture.width", "Picture.height", "Picture.size", "Picture.uploaded");
      case PICTURE_SAFETY -> Set.of("Picture.safety");
      case TOTAL -> Set.of("Page.total");
      case TRANSFER_TIME -> Set.of("Transfer.at");
      case UNWRITTEN ->
          Set.of(
              "Album.lock",
              "Album.kind",
              "Album.created",
              "Album.modified",
              "AlbumTally.pictures",
              "Cover.format",
              "Cover.safe",
              "Picture.galleryKind",
              "Picture.format",
              "Picture.approval",
              "Read.owner",
              "Page.request",
              "Subscription.viewer",
              "Subscription.since",
              "Subscription.monthDay",
              "NamedSubscription.other",
              "Subscribed.until",
              "Subscribed.duration",
              "PricePlan.owner",
              "LedgerEntry.account",
              "Transfer.actor",
              "Refunded.why");
    };
  }
}
