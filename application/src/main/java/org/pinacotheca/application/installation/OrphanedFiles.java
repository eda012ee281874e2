package org.pinacotheca.application.installation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pinacotheca.application.api.operations.Operations.Swept;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.installation.SweepLimit;
import org.pinacotheca.domain.picture.MediaKey;

/** Files that belong to no picture. All are counted before the first is removed. Thread-safe. */
public final class OrphanedFiles {
  /** The rest is left to the next sweep, so that they fit into memory. */
  private static final int REMOVED_AT_A_TIME_MAX = 10_000;

  private final UnitOfWork work;
  private final PictureFiles files;

  public OrphanedFiles(UnitOfWork work, PictureFiles files) {
    this.work = work;
    this.files = files;
  }

  /** Removes the files that were stored before an instant, if they are not too many. */
  public Swept remove(Instant storedBefore, SweepLimit limit) {
    Count count = new Count();
    files.eachStoredBefore(storedBefore, count::add);
    if (!limit.allows(count.orphans, count.stored)) {
      return new Swept.Stopped(count.orphans, count.stored);
    }
    count.removable.forEach(files::delete);
    return new Swept.Done(count.removable.size());
  }

  private final class Count {
    private final List<MediaKey> removable = new ArrayList<>();
    private long orphans;
    private long stored;

    private void add(MediaKey key) {
      stored++;
      if (work.<Boolean>read(tx -> tx.pictures().hasMedia(key))) {
        return;
      }
      orphans++;
      if (removable.size() < REMOVED_AT_A_TIME_MAX) {
        removable.add(key);
      }
    }
  }
}
