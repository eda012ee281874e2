package org.pinacotheca.application.api.pictures;

import java.util.List;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.gallery.PictureId;

/** A moderator's word on pictures of any member. Safe for use by many threads. */
public interface Moderations {
  /** Confirms or denies that the pictures are safe: all or none. */
  Moderated confirm(List<PictureId> pictures, boolean safe);

  /** Removes the pictures with their files: all or none. */
  Moderated remove(List<PictureId> pictures);

  /** What came of it. */
  sealed interface Moderated {
    /** It was done. */
    record Done() implements Moderated {}

    /** These pictures, of those named, do not exist. */
    record Missing(List<PictureId> pictures) implements Moderated, Refusal {
      public Missing {
        pictures = List.copyOf(pictures);
      }
    }
  }
}
