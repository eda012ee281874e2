package org.pinacotheca.application.api.sharing;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareTerms;
import org.pinacotheca.domain.sharing.ShareToken;

/**
 * Creates a share link to one of the subject's albums, which may be locked. An end that has passed
 * is a fault. Needs {@link org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param terms {@link ShareTerms#check} makes them of texts
 */
public record CreateShareLink(AlbumId album, ShareTerms terms) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits CreateShareLink.Created, CommonRefusal, AlbumNotFound, TooManyShareLinks {}

  /** The link was created; its token is shown here and never again. */
  public record Created(ShareLink link, ShareToken token) implements Outcome {}
}
