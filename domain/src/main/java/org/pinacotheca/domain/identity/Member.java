package org.pinacotheca.domain.identity;

import java.util.Optional;

/**
 * A person with a gallery. Added by the operator, or moved from an earlier platform with their id.
 *
 * @param suspended whether the operator keeps them from doing anything, and their gallery from
 *     being seen; what they sold stays bought
 */
public record Member(
    UserId id, Nickname nickname, Optional<CommunityName> community, boolean suspended) {
  public Member {
    var _ = UserId.assignable(id.value());
  }

  /** A member who is not suspended. */
  public Member(UserId id, Nickname nickname, Optional<CommunityName> community) {
    this(id, nickname, community, false);
  }

  /** The same member suspended, or no longer. */
  public Member suspended(boolean newSuspended) {
    return new Member(id, nickname, community, newSuspended);
  }
}
