package org.pinacotheca.domain.album;

import org.pinacotheca.domain.validation.Change;

/** What an owner says anew about an album, checked. */
public record AlbumRevision(
    AlbumName name, Change<String> description, Change<String> location, LockChange lock) {}
