package org.pinacotheca.application.api;

/**
 * The album has no room for what was to be added; it holds {@code pictures} of at most {@code
 * picturesMax}.
 */
public record AlbumFull(int picturesMax, int pictures)
    implements Refusal, AddPictures.Outcome, UploadPhoto.Outcome, UpdatePicture.Outcome {}
