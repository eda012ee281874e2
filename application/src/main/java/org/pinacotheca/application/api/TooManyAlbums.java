package org.pinacotheca.application.api;

/** The member has as many albums as a member may have. */
public record TooManyAlbums(int albumsMax)
    implements Refusal, CreateAlbum.Outcome, UploadPhoto.Outcome {}
