package org.pinacotheca.application.api;

/** The caller may not do this at all. */
public record Denied(Denial why)
    implements Refusal,
        UnlockAlbum.Outcome,
        GetAlbumPrice.Outcome,
        UpdatePricePlans.Outcome,
        Subscribe.Outcome,
        GetSubscriptions.Outcome,
        GetCreditsHistory.Outcome,
        GetCreditBalance.Outcome,
        CreateAlbum.Outcome,
        UpdateAlbum.Outcome,
        RemoveAlbum.Outcome,
        ListAlbums.Outcome,
        AddPictures.Outcome,
        UploadPhoto.Outcome,
        UpdatePicture.Outcome,
        RemovePictures.Outcome,
        GetGallery.Outcome,
        GetPendingPictures.Outcome,
        ApprovePictures.Outcome,
        RejectPictures.Outcome,
        ApproveLogin.Outcome,
        EndSession.Outcome {}
