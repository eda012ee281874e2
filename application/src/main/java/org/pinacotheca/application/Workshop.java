package org.pinacotheca.application;

import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.credits.Commission;

/** What the use cases that write albums and pictures work with besides the stores. */
record Workshop(
    MediaLinks links,
    Darkroom darkroom,
    PictureFiles files,
    Secrets secrets,
    Commission commission,
    AlbumCapacity capacity,
    KeptListings listings) {}
