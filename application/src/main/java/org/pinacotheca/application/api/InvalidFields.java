package org.pinacotheca.application.api;

import java.util.List;
import org.pinacotheca.domain.input.FieldFault;

/** At least one field is missing or malformed; every fault that was found is told. */
public record InvalidFields(List<FieldFault> faults)
    implements Refusal,
        GetFreeGallery.Outcome,
        UnlockAlbum.Outcome,
        GetAlbumPrice.Outcome,
        UpdatePricePlans.Outcome,
        Subscribe.Outcome,
        GetSubscriptions.Outcome,
        GetCreditsHistory.Outcome,
        CreateAlbum.Outcome,
        UpdateAlbum.Outcome,
        RemoveAlbum.Outcome,
        AddPictures.Outcome,
        UploadPhoto.Outcome,
        UpdatePicture.Outcome,
        RemovePictures.Outcome,
        GetGallery.Outcome,
        GetPendingPictures.Outcome,
        ApprovePictures.Outcome,
        RejectPictures.Outcome,
        FindAlbums.Outcome,
        FindPictures.Outcome,
        GetLogin.Outcome,
        ApproveLogin.Outcome,
        DeclineLogin.Outcome,
        GetSessions.Outcome,
        EndSession.Outcome {
  public InvalidFields {
    faults = List.copyOf(faults);
  }
}
