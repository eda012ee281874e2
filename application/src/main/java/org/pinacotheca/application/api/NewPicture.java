package org.pinacotheca.application.api;

import java.util.Optional;
import org.pinacotheca.domain.picture.PictureSource;

/** A picture that somebody wants to add, with what he wrote about it, not yet checked. */
public record NewPicture(
    Optional<String> title, Optional<String> description, PictureSource image) {}
