package org.pinacotheca.application.api.accounts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/** Who a caller is and what they may do. Thread-safe. */
public interface Accounts {
  /** Who the actor is; empty when they were erased after they were identified. */
  Optional<Credentials> credentials(Caller caller);

  /** Whether there is an application of this key. */
  boolean isApplication(ApiKey key);

  /** The members that exist among at most 100 ids, by id. */
  List<Member> members(Set<UserId> ids);

  /**
   * A member and their group.
   *
   * @param group the group they are in, as its manager or otherwise
   */
  record Credentials(Member member, Optional<Group> group) {
    /** Whether they manage their group. */
    public boolean isGroupManager() {
      return group.isPresent() && group.get().manager().equals(member.id());
    }
  }
}
