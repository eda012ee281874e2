package org.pinacotheca.application.api.albums;

import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.pictures.UploadPhoto;

/** The member has as many albums as a member may have. */
public record TooManyAlbums(int albumsMax)
    implements Refusal, CreateAlbum.Outcome, UploadPhoto.Outcome {}
