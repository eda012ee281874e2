package org.pinacotheca.application.api.albums;

import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadRefusal;

/**
 * The album has no room for the pictures to add; it holds {@code pictures} of at most {@code
 * picturesMax}.
 */
public record AlbumFull(int picturesMax, int pictures)
    implements UploadRefusal, UpdatePicture.Outcome {}
