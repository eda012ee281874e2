package org.pinacotheca.application.api;

import java.util.Optional;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.member.UserId;

/**
 * What the operator watches and what runs now and then without anyone asking. Safe for use by many
 * threads and nodes.
 */
public interface Operations {
  /**
   * The record of writes with this actor and this subject, where given, in the order they were
   * done.
   */
  Page<AuditEntry> audit(Optional<UserId> actor, Optional<UserId> subject, PageRequest page);

  /**
   * Completes erasures that were interrupted, and removes files that no picture has, left by
   * uploads that ended half-way more than a day ago, and what has expired. Harmless at any time.
   */
  Swept sweep();

  /** Whether the database answers; throws what is wrong when it does not. */
  void probe();

  /** Whether the files of pictures can be reached; throws what is wrong when they cannot. */
  void probeMedia();

  /**
   * What a sweep removed.
   *
   * @param orphans pictures' files without a picture
   */
  record Swept(int orphans) {}
}
