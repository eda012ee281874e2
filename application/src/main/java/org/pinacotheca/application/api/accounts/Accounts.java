package org.pinacotheca.application.api.accounts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/** Who a caller is and what he may do. Safe for use by many threads. */
public interface Accounts {
  /** Who the actor is; empty when he was erased since he was identified. */
  Optional<Credentials> credentials(Caller caller);

  /**
   * Why the caller may not act for whom they say; empty when they may. An API asks this only to
   * tell it before that something cannot exist; every command decides for itself.
   */
  Optional<Denial> denial(Caller caller);

  /** Whether an application names itself by this key. */
  boolean isApplication(ApiKey key);

  /** The members that exist of at most 100 named, by id. */
  List<Member> members(Set<UserId> ids);

  /**
   * A member and his group.
   *
   * @param group the group he is in, as its manager or otherwise
   */
  record Credentials(Member member, Optional<Group> group) {
    /** Whether he manages his group. */
    public boolean isGroupManager() {
      return group.isPresent() && group.get().manager().equals(member.id());
    }
  }
}
