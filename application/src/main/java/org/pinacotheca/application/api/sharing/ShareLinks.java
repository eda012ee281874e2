package org.pinacotheca.application.api.sharing;

import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.sharing.ShareToken;

/**
 * Links with which visitors without an account look at one album. Thread-safe; every call may wait
 * for storage.
 */
public interface ShareLinks {
  CreateShareLink.Outcome create(Caller caller, CreateShareLink command);

  GetShareLinks.Outcome list(Caller caller, GetShareLinks query);

  RemoveShareLink.Outcome remove(Caller caller, RemoveShareLink command);

  /** Opens a link for a visitor, whom nobody knows. */
  VisitShareLink.Outcome visit(VisitShareLink command);

  /**
   * Whether a link is open to those who have visited it; it may still ask for a PIN, and take no
   * new visit. Counts nothing.
   */
  boolean isOpen(ShareToken token);
}
