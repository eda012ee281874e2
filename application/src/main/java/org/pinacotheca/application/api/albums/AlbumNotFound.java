package org.pinacotheca.application.api.albums;

import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadRefusal;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.sharing.CreateShareLink;
import org.pinacotheca.application.api.sharing.GetShareLinks;

/** The subject has no such album. */
public record AlbumNotFound()
    implements UploadRefusal,
        UnlockAlbum.Outcome,
        GetAlbumPrice.Outcome,
        UpdateAlbum.Outcome,
        RemoveAlbum.Outcome,
        UpdatePicture.Outcome,
        GetGallery.Outcome,
        CreateShareLink.Outcome,
        GetShareLinks.Outcome {}
