package org.pinacotheca.domain.album;

import org.pinacotheca.domain.validation.Change;

/** The checked changes to an album. */
public record AlbumRevision(
    AlbumName name, Change<String> description, Change<String> location, LockChange lock) {}
