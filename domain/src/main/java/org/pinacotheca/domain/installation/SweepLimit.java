package org.pinacotheca.domain.installation;

/**
 * The limit of pictures' files that a sweep removes without asking: a number, or a share of all
 * that are stored. More than both rather means a database with lost rows than orphaned files.
 *
 * @param filesMax always allowed, at least 0
 * @param percentMax of all stored files, always allowed, from 0 to 100
 */
public record SweepLimit(long filesMax, int percentMax) {
  /** 100 pictures' files, or a tenth of all. */
  public static final SweepLimit STANDARD = new SweepLimit(100, 10);

  public SweepLimit {
    if (filesMax < 0 || percentMax < 0 || percentMax > 100) {
      throw new IllegalArgumentException(
          "a sweep is limited to 0 files or more and 0 to 100 %, not "
              + filesMax
              + " and "
              + percentMax);
    }
  }

  /** Whether {@code orphans} of {@code stored} files may be removed. */
  public boolean allows(long orphans, long stored) {
    long share = stored / 100 * percentMax + stored % 100 * percentMax / 100;
    return orphans <= Math.max(filesMax, share);
  }
}
