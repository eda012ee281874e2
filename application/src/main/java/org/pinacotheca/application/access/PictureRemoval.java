package org.pinacotheca.application.access;

import java.util.List;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;

/** Removes pictures; their addresses end and their files go with the commit. Thread-safe. */
public final class PictureRemoval {
  private final PictureFiles files;
  private final MediaCache cache;

  public PictureRemoval(PictureFiles files, MediaCache cache) {
    this.files = files;
    this.cache = cache;
  }

  /** Removes pictures of this owner, whose gallery is locked. */
  public void remove(Transaction tx, UserId owner, List<Picture> pictures) {
    tx.pictures().remove(pictures);
    endAddresses(tx, owner);
    tx.afterCommit(() -> files.discard(pictures.stream().map(Picture::media).toList()));
  }

  /**
   * Has addresses of this owner's pictures looked up again after the commit, because some have
   * ended; the gallery is locked.
   */
  public void endAddresses(Transaction tx, UserId owner) {
    // Now, too: nothing follows a commit that is not confirmed.
    cache.forget(owner);
    tx.afterCommit(() -> cache.forget(owner));
  }
}
