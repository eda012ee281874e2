package org.pinacotheca.application.api;

import java.util.List;
import org.pinacotheca.application.api.accounts.GetSessions;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.domain.validation.FieldFault;

/** At least one field is missing or malformed; every fault that was found is listed. */
public record InvalidFields(List<FieldFault> faults)
    implements CommonRefusal,
        GetFreeGallery.Outcome,
        FindAlbums.Outcome,
        FindPictures.Outcome,
        GetSessions.Outcome {
  public InvalidFields {
    faults = List.copyOf(faults);
  }
}
