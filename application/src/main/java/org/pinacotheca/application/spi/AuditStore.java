package org.pinacotheca.application.spi;

import java.util.Optional;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.UserId;

/** The audit record of writes; entries are appended and never changed. */
public interface AuditStore {
  /** Appends an entry. */
  void append(AuditEntry entry);

  /** The entries with this actor and this subject, where given, in the order they were appended. */
  Page<AuditEntry> entries(Optional<UserId> actor, Optional<UserId> subject, PageRequest page);

  /** The entries with this subject and another actor, or the operator; the latest first. */
  Page<AuditEntry> ofOthers(UserId subject, PageRequest page);
}
