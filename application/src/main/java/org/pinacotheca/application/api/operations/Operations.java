package org.pinacotheca.application.api.operations;

import java.util.Optional;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.installation.SweepLimit;

/** Monitoring and periodic maintenance. Safe for concurrent use by threads and nodes. */
public interface Operations {
  /**
   * The audit entries with this actor and this subject, where given, in the order they were
   * written.
   */
  Page<AuditEntry> audit(Optional<UserId> actor, Optional<UserId> subject, PageRequest page);

  /**
   * Checks that the media store belongs to this database: both store one id, which they get here
   * the first time. Called when a gallery is opened, before the first upload, and by each sweep.
   */
  MediaClaim claimMedia();

  /**
   * Completes interrupted erasures, and removes what has expired and orphaned files of uploads that
   * were interrupted more than a day ago. Safe at any time: with a media store of another database
   * no file is removed, and no more than a limit.
   */
  default Swept sweep() {
    return sweep(SweepLimit.STANDARD);
  }

  /** Sweeps with another limit, for an operator who knows that so many files may be removed. */
  Swept sweep(SweepLimit limit);

  /** Checks that the database answers; throws the failure when it does not. */
  void probe();

  /** Checks that the files of pictures can be reached; throws the failure when they cannot. */
  void probeMedia();

  /** What a sweep did with orphaned files. What has expired is removed in any case. */
  sealed interface Swept {
    /** The orphaned files were removed. */
    record Done(int orphans) implements Swept {}

    /** There are too many orphaned files, so none was removed. */
    record Stopped(long orphans, long stored) implements Swept {}

    /** No file was looked for, because the media store does not belong to this database. */
    record NotClaimed(MediaClaim.Refused why) implements Swept {}
  }
}
