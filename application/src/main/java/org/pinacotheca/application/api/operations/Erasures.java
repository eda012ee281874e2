package org.pinacotheca.application.api.operations;

/**
 * The end of a membership. Safe for use by many threads and nodes.
 *
 * <p>With a member go his albums and pictures with their files, what he offered, what he and his
 * viewers bought of each other, his tokens, sessions and logins, his place in a group, the answers
 * kept for his commands, and his name; a group that had no other member goes with him. Credits he
 * still held fall to the platform. What remains are transfers and the record of writes, which know
 * him by his number alone, and the number itself, so that it is never given to another.
 */
public interface Erasures {

  /**
   * Erases a member for good. When this returns, his files are deleted and the storage's own files
   * are free of his texts as far as {@link org.pinacotheca.application.spi.UnitOfWork#compact()}
   * can do it. Where it fails after the member was removed, it is completed when it is called
   * again, or by the next {@link Operations#sweep()}.
   */
  EraseMember.Outcome erase(EraseMember command);
}
