package org.pinacotheca.application.api.pictures;

import java.util.Optional;
import org.pinacotheca.domain.picture.Picture;

/**
 * A picture as one viewer sees it.
 *
 * @param links its addresses; empty when the viewer has no access
 */
public record PictureView(Picture picture, Optional<PictureLinks> links) {}
