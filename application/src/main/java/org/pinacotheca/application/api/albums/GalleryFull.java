package org.pinacotheca.application.api.albums;

import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;

/**
 * The member has no room for more pictures outside of albums, of which there are at most {@code
 * picturesMax}.
 */
public record GalleryFull(int picturesMax)
    implements CommandRefusal, RemoveAlbum.Outcome, AddPictures.Outcome, UpdatePicture.Outcome {}
