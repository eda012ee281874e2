package org.pinacotheca.domain.album;

import java.util.Optional;

/**
 * What an owner may say about an album, checked.
 *
 * @param description at most 1000 characters
 * @param location at most 100 characters; empty when it was not given
 */
public record AlbumDetails(
    AlbumName name, String description, String location, Optional<PinTerms> terms) {}
