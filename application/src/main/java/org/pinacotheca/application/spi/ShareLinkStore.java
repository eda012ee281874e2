package org.pinacotheca.application.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;

/** The share links; ids and tokens are unique among all members. */
public interface ShareLinkStore {
  /** A new id, which no link has or had. */
  ShareLinkId nextId();

  /** The link of this id. */
  Optional<ShareLink> find(ShareLinkId id);

  /** The link whose token has this hash. */
  Optional<ShareLink> find(SecretHash token);

  /**
   * The link, locked until the unit of work ends: another unit that locks it waits until then and
   * sees what this one has committed.
   */
  Optional<ShareLink> lock(ShareLinkId id);

  /** The links of the owner by id. */
  List<ShareLink> ofOwner(UserId owner);

  /** The links of an album by id. */
  List<ShareLink> ofAlbum(UserId owner, AlbumId album);

  /** Adds a link, whose id and token are new and whose album exists. */
  void add(ShareLink link);

  /** Replaces the visits of the link of the same id, which exists and is locked. */
  void replaceVisits(ShareLink link);

  /** Removes the link, which exists. */
  void remove(ShareLink link);

  /** Removes all links of an album. */
  void removeOfAlbum(UserId owner, AlbumId album);

  /** Counts a wrong PIN. */
  void addWrongPin(ShareLinkId link, String origin, WrongPinAttempt attempt);

  /** Up to {@code limit} wrong PINs from an origin before the end, newest first. */
  List<WrongPinAttempt> wrongPins(ShareLinkId link, String origin, Instant end, int limit);

  /**
   * When the {@code nth} latest wrong PIN for the link before the end was given from anywhere, 1
   * being the latest.
   */
  Optional<Instant> wrongPin(ShareLinkId link, Instant end, int nth);
}
