package org.pinacotheca.application.api;

import org.pinacotheca.application.api.accounts.ActiveSessions;
import org.pinacotheca.application.api.accounts.LoginRequests;
import org.pinacotheca.application.api.albums.Albums;
import org.pinacotheca.application.api.pictures.Approvals;
import org.pinacotheca.application.api.pictures.Pictures;
import org.pinacotheca.application.api.selling.Subscriptions;
import org.pinacotheca.application.api.selling.Unlocks;
import org.pinacotheca.application.api.sharing.ShareLinks;

/**
 * The capabilities through which members' programs write. Each call may wait for storage, and may
 * be refused as {@link CommonRefusal} says besides the refusals of its own: for a missing scope, a
 * group that the caller does not manage, a suspended or erased member. A call that the storage
 * fails throws a {@link org.pinacotheca.application.spi.StorageUnavailableException}, after which
 * nothing was done, or a {@link org.pinacotheca.application.spi.StorageException}.
 */
public interface GalleryCommands {
  /** Albums of members. */
  Albums albums();

  /** Pictures of members. */
  Pictures pictures();

  /** Uploads of applications that wait for their owner. */
  Approvals approvals();

  /** The sale of single albums by PIN and price. */
  Unlocks unlocks();

  /** The sale of whole galleries for a time. */
  Subscriptions subscriptions();

  /** Links for visitors without an account. */
  ShareLinks shareLinks();

  /** Logins of the signed RPC's applications. */
  LoginRequests logins();

  /** A member's own sessions and tokens. */
  ActiveSessions memberSessions();
}
