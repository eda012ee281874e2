package org.pinacotheca.persistence.jdbi.hsqldb;

import java.nio.file.Path;

/**
 * The log of a database has an unreadable line followed by confirmed commits. Nothing was changed.
 */
public final class DamagedLogException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  DamagedLogException(Path log, long line, long commits) {
    super(
        "line "
            + line
            + " of "
            + log
            + " is damaged, and "
            + commits
            + " commits stand behind it. Nothing was changed. Restore a backup; or keep a copy of"
            + " the directory, cut the log before that line (head -n "
            + (line - 1)
            + ") and start again without these commits");
  }
}
