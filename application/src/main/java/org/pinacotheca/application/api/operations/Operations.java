package org.pinacotheca.application.api.operations;

import java.util.Optional;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.installation.SweepLimit;

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
   * Makes sure that the media store is the one of this database: both keep one id, which they are
   * given here the first time. Called by whoever opens a gallery, before the first upload, and by
   * each sweep.
   */
  MediaTied tieMedia();

  /**
   * Completes erasures that were interrupted, and removes files that no picture has, left by
   * uploads that ended half-way more than a day ago, and what has expired. Harmless at any time:
   * with a media store of another database no file is removed, and no more than a limit.
   */
  default Swept sweep() {
    return sweep(SweepLimit.STANDARD);
  }

  /** The same with another limit, for an operator who knows that so many files may go. */
  Swept sweep(SweepLimit limit);

  /** Whether the database answers; throws what is wrong when it does not. */
  void probe();

  /** Whether the files of pictures can be reached; throws what is wrong when they cannot. */
  void probeMedia();

  /** What became of the files that no picture has. What has expired is removed in any case. */
  sealed interface Swept {
    /** They were removed. */
    record Done(int orphans) implements Swept {}

    /** There are too many of them, so none was removed. */
    record Stopped(long orphans, long stored) implements Swept {}

    /** None was looked for, because the media store is not the one of this database. */
    record NotTied(MediaTied.Refused why) implements Swept {}
  }
}
