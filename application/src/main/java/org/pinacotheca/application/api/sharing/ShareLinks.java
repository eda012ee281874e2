package org.pinacotheca.application.api.sharing;

import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.sharing.ShareToken;

/**
 * Links with which visitors without an account look at one album. Thread-safe; every call may wait
 * for storage.
 */
public interface ShareLinks {
  /**
   * Creates a link to an album of the subject.
   *
   * @return the link with its token, which is shown only now, or the refusal: no such album, 100
   *     links to it already, an end that has passed
   */
  CreateShareLink.Outcome create(Caller caller, CreateShareLink command);

  /**
   * Lists the links of the subject, or those of one album, ended ones included, by id.
   *
   * @return the links, or {@link org.pinacotheca.application.api.albums.AlbumNotFound}
   */
  GetShareLinks.Outcome list(Caller caller, GetShareLinks query);

  /**
   * Removes a link of the subject.
   *
   * @return {@link ShareLinkNotFound} when the subject has no such link
   */
  RemoveShareLink.Outcome remove(Caller caller, RemoveShareLink command);

  /** Opens a link for a visitor, whom nobody knows. */
  VisitShareLink.Outcome visit(VisitShareLink command);

  /**
   * Whether a link is open to those who have visited it; it may still ask for a PIN, and take no
   * new visit. Counts nothing.
   */
  boolean isOpen(ShareToken token);
}
