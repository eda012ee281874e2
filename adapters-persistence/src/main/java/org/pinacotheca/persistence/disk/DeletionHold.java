package org.pinacotheca.persistence.disk;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pinacotheca.domain.picture.MediaKey;

/** Remembers the pictures that were deleted while their files are held. Thread-safe. */
final class DeletionHold {
  /** The most deferred deletions; further files stay until a sweep. */
  private static final int DEFERRED_MAX = 100_000;

  private final Set<MediaKey> deferred = new HashSet<>();
  private boolean isHeld;

  synchronized void begin() {
    if (isHeld) {
      throw new IllegalStateException("the files are held already");
    }
    isHeld = true;
  }

  /** Whether the files must stay until the hold ends. */
  synchronized boolean defers(MediaKey key) {
    if (isHeld && deferred.size() < DEFERRED_MAX) {
      deferred.add(key);
    }
    return isHeld;
  }

  /** Returns what was to be deleted meanwhile. */
  synchronized List<MediaKey> end() {
    isHeld = false;
    List<MediaKey> ended = List.copyOf(deferred);
    deferred.clear();
    return ended;
  }
}
