package org.pinacotheca.application.api.pictures;

import java.util.List;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.gallery.PictureId;

/** A moderator's decisions on pictures of any member. Thread-safe. */
public interface Moderations {
  /** Confirms or denies that the pictures are safe: all or none. */
  Moderated confirm(List<PictureId> pictures, boolean safe);

  /** Removes the pictures with their files: all or none. */
  Moderated remove(List<PictureId> pictures);

  /** The outcome of a decision. */
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
