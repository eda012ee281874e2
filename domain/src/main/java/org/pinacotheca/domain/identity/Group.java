package org.pinacotheca.domain.identity;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinacotheca.domain.validation.Text;

/**
 * Members with one manager who may act for each of them. A member is in at most one group; the
 * store enforces this rule.
 *
 * @param name 1 to 100 characters on one line
 * @param manager one of the members
 * @param members at least the manager, at most 1000
 */
public record Group(GroupId id, String name, UserId manager, Set<UserId> members) {
  /** The most members a group may have. */
  public static final int MEMBERS_MAX = 1000;

  public Group {
    if (name.isBlank() || Text.length(name) > 100 || !Text.isOneLine(name)) {
      throw new IllegalArgumentException(
          "a group's name is 1-100 characters on one line, not '" + name + "'");
    }
    members =
        Stream.concat(Stream.of(manager), members.stream()).collect(Collectors.toUnmodifiableSet());
    if (members.size() > MEMBERS_MAX) {
      throw new IllegalArgumentException("a group has at most 1000 members, not " + members.size());
    }
  }

  /** Whether this group's manager may act for the member; they may act for themselves. */
  public boolean has(UserId member) {
    return members.contains(member);
  }
}
