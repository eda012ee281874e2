package org.pinacotheca.application.spi.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.PasswordHash;

/** What members sign in with: their passwords, invitations, and the wrong passwords given. */
public interface CredentialStore {
  /** The password of the member; empty when they have none. */
  Optional<PasswordHash> password(UserId member);

  /** Up to {@code limit} members who have a password and exactly this nickname, by id. */
  List<UserId> named(String nickname, int limit);

  /** Sets or replaces the password of the member, who exists. */
  void putPassword(UserId member, PasswordHash password);

  /** The invitation whose token has this hash, also an expired one. */
  Optional<Invitation> invitation(SecretHash token);

  /** Adds an invitation, whose token is new and whose member has no other. */
  void addInvitation(Invitation invitation);

  /** Removes the invitation of the member; does nothing when there is none. */
  void removeInvitation(UserId member);

  /**
   * Counts a wrong password.
   *
   * @param member a negative number stands for a name that no member has, and 0 for registrations,
   *     which are counted in the same way
   */
  void addWrongPassword(UserId member, String origin, WrongPinAttempt attempt);

  /** Up to {@code limit} wrong passwords from an origin before the end, newest first. */
  List<WrongPinAttempt> wrongPasswords(UserId member, String origin, Instant end, int limit);

  /**
   * When the {@code nth} latest wrong password of the member before the end was given from
   * anywhere, 1 being the latest.
   */
  Optional<Instant> wrongPassword(UserId member, Instant end, int nth);
}
