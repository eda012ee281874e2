package org.pinacotheca.application.api;

/** The capabilities that members' programs write with. */
public interface GalleryCommands {
  Albums albums();

  Pictures pictures();

  Approvals approvals();

  Unlocks unlocks();

  Subscriptions subscriptions();

  Logins logins();

  MemberSessions memberSessions();
}
