package org.pinacotheca.application.api.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/** Who a caller is and what they may do. Thread-safe. */
public interface Accounts {
  /** Who the actor is; empty when they were erased after they were identified. */
  Optional<Credentials> credentials(Caller caller);

  /**
   * What others did in the actor's own name: their group's manager, and the operator. The latest
   * first; what exactly the operator wrote is left out.
   */
  Page<Activity> activity(Caller caller, PageRequest page);

  /** Whether there is an application of this key. */
  boolean isApplication(ApiKey key);

  /** The members that exist among at most 100 ids, by id. */
  List<Member> members(Set<UserId> ids);

  /**
   * Something that another did in a member's name.
   *
   * @param actor who did it; empty means the operator, or a member who was erased since
   * @param application the program it came through, unless it was the operator
   * @param target what was written, as ids in plain text; empty for the operator
   */
  record Activity(
      Instant at,
      Optional<Member> actor,
      Optional<String> application,
      AuditAction action,
      String target) {}

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
