package org.pinacotheca.application.api;

/** The subject has no such album. */
public record AlbumNotFound()
    implements Refusal,
        UnlockAlbum.Outcome,
        GetAlbumPrice.Outcome,
        UpdateAlbum.Outcome,
        RemoveAlbum.Outcome,
        AddPictures.Outcome,
        UploadPhoto.Outcome,
        UpdatePicture.Outcome,
        GetGallery.Outcome {}
