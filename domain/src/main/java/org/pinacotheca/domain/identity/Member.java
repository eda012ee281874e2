package org.pinacotheca.domain.identity;

import java.util.Optional;

/**
 * A person with a gallery. Members are added by the operator, or moved over from an earlier
 * platform with their ids.
 *
 * @param suspended whether the operator keeps them from doing anything, and their gallery from
 *     being seen; what they sold stays bought
 */
public record Member(
    UserId id, Nickname nickname, Optional<CommunityName> community, boolean suspended) {
  /** A member who is not suspended. */
  public Member(UserId id, Nickname nickname, Optional<CommunityName> community) {
    this(id, nickname, community, false);
  }

  /** The same member suspended, or no longer. */
  public Member suspended(boolean newSuspended) {
    return new Member(id, nickname, community, newSuspended);
  }
}
