package org.pinacotheca.application.api.albums;

import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.pictures.UploadPhoto;

/** The member has as many albums as a member may have. */
public record TooManyAlbums(int albumsMax)
    implements CommandRefusal, CreateAlbum.Outcome, UploadPhoto.Outcome {}
