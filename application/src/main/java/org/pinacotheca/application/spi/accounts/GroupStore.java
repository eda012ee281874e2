package org.pinacotheca.application.spi.accounts;

import java.util.Optional;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.UserId;

/** The groups; ids are unique, and a member is in at most one group. */
public interface GroupStore {
  /** A new number for a group; it may be taken. */
  GroupId nextId();

  /** The group of this id. */
  Optional<Group> find(GroupId id);

  /** The group the member is in, as its manager or otherwise. */
  Optional<Group> ofMember(UserId member);

  /**
   * The groups whose name contains the part, in upper or lower case, by id; all of them for the
   * empty text.
   */
  Page<Group> search(String part, PageRequest page);

  /** Adds a group, whose id is new and whose members exist and are in no other group. */
  void add(Group group);

  /** Replaces the group of the same id, which exists. */
  void replace(Group group);
}
