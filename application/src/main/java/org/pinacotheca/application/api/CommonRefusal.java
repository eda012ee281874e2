package org.pinacotheca.application.api;

/** A refusal that every request of a member has: it may not be made, or its form is at fault. */
public sealed interface CommonRefusal
    extends Refusal,
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
        ApproveLogin.Outcome,
        EndSession.Outcome
    permits Denied, InvalidFields {}
