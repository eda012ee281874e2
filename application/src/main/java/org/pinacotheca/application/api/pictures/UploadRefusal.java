package org.pinacotheca.application.api.pictures;

import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;

/** A refusal that every upload can meet. */
public sealed interface UploadRefusal
    extends CommandRefusal, AddPictures.Outcome, UploadPhoto.Outcome
    permits CommonRefusal, AlbumNotFound, FaultyImages, AlbumFull, Overloaded {}
