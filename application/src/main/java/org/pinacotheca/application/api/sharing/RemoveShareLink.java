package org.pinacotheca.application.api.sharing;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.sharing.ShareLinkId;

/**
 * Removes a share link; the addresses of pictures that were handed out through it end at once, on
 * other nodes after {@link org.pinacotheca.application.GallerySettings#ADDRESS_STALENESS_MAX}.
 * Needs {@link org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 */
public record RemoveShareLink(ShareLinkId link) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits RemoveShareLink.Removed, CommonRefusal, ShareLinkNotFound {}

  /** The link was removed. */
  public record Removed() implements Outcome {}
}
