package org.pinacotheca.application.api.operations;

/**
 * Erases members. Safe for concurrent use by threads and nodes.
 *
 * <p>Removed with a member are their albums and pictures with their files, their price plans, what
 * they and their viewers bought of each other, their tokens, sessions and logins, their membership
 * in a group, the stored answers to their commands, and their name; a group without other members
 * is removed too. Credits they still hold go to the platform. What remains are transfers and the
 * audit record, which contain only their id, and the id itself, so that it is never given to
 * another.
 */
public interface Erasures {

  /**
   * Erases a member for good. When this returns, their files are deleted and the storage's own
   * files are free of their texts as far as {@link
   * org.pinacotheca.application.spi.UnitOfWork#compact()} can do it. If it fails after the member
   * was removed, it is completed by another call or by the next {@link Operations#sweep()}.
   */
  EraseMember.Outcome erase(EraseMember command);
}
