package org.pinacotheca.domain.album;

import java.util.Optional;

/**
 * The checked details of an album.
 *
 * @param description at most 1000 characters
 * @param location at most 100 characters; empty when it was not given
 */
public record AlbumDetails(
    AlbumName name, String description, String location, Optional<PinTerms> terms) {}
