package org.pinacotheca.application.api;

import org.pinacotheca.application.api.accounts.ActiveSessions;
import org.pinacotheca.application.api.accounts.LoginRequests;
import org.pinacotheca.application.api.albums.Albums;
import org.pinacotheca.application.api.pictures.Approvals;
import org.pinacotheca.application.api.pictures.Pictures;
import org.pinacotheca.application.api.selling.Subscriptions;
import org.pinacotheca.application.api.selling.Unlocks;
import org.pinacotheca.application.api.sharing.ShareLinks;

/** The capabilities through which members' programs write. */
public interface GalleryCommands {
  Albums albums();

  Pictures pictures();

  Approvals approvals();

  Unlocks unlocks();

  Subscriptions subscriptions();

  ShareLinks shareLinks();

  LoginRequests logins();

  ActiveSessions memberSessions();
}
