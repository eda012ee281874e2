package org.pinacotheca.application.spi.accounts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;

/** The members; ids are unique. */
public interface MemberStore {
  /** A new id for a member; it may be taken by one who was moved from an earlier platform. */
  UserId nextId();

  /** The member of this id, also a suspended one. */
  Optional<Member> find(UserId id);

  /** The member, unless there is none or they are suspended. */
  default Optional<Member> findActive(UserId id) {
    return find(id).filter(member -> !member.suspended());
  }

  /**
   * The members whose nickname contains the part, in upper or lower case, by id; all of them for
   * the empty text.
   */
  Page<Member> search(String part, PageRequest page);

  /** The members that exist of those named, by id. */
  List<Member> findAll(Set<UserId> ids);

  /** Adds a member, whose id is new. */
  void add(Member member);

  /** Replaces the member of the same id, who exists. */
  void replace(Member member);

  /**
   * Locks the member's gallery until the unit of work ends: another unit that locks it waits until
   * then and sees what this one has committed. Every write to a gallery begins with it, and it
   * gives the gallery its next version.
   *
   * @return whether the member exists
   */
  boolean lockGallery(UserId id);

  /**
   * The version of the member's gallery; empty when there is no such member or they are suspended.
   * While it is the same, so are their albums and pictures: a reader that reads the version first
   * sees them as of this version or later.
   */
  OptionalLong galleryVersion(UserId id);
}
