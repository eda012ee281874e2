package org.pinacotheca.application.api.albums;

import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.UnlockAlbum;

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
