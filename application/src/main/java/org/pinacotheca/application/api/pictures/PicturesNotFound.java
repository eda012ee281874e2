package org.pinacotheca.application.api.pictures;

import java.util.List;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.domain.gallery.PictureId;

/** The subject does not have these of the named pictures. */
public record PicturesNotFound(List<PictureId> pictures)
    implements CommandRefusal,
        UpdatePicture.Outcome,
        RemovePictures.Outcome,
        ApprovePictures.Outcome,
        RejectPictures.Outcome {
  public PicturesNotFound {
    pictures = List.copyOf(pictures);
  }
}
