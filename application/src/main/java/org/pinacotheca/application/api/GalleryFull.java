package org.pinacotheca.application.api;

/**
 * The member has no room for more pictures outside of albums, of which there are at most {@code
 * picturesMax}.
 */
public record GalleryFull(int picturesMax)
    implements Refusal, RemoveAlbum.Outcome, AddPictures.Outcome, UpdatePicture.Outcome {}
