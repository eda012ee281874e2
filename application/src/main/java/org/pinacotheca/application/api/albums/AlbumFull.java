package org.pinacotheca.application.api.albums;

import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;

/**
 * The album has no room for the pictures to add; it holds {@code pictures} of at most {@code
 * picturesMax}.
 */
public record AlbumFull(int picturesMax, int pictures)
    implements Refusal, AddPictures.Outcome, UploadPhoto.Outcome, UpdatePicture.Outcome {}
