package org.pinacotheca.application.api;

import org.pinacotheca.domain.picture.ImageFault;

/**
 * An uploaded file is not a picture that is kept; {@code index} is its place in the request, from
 * 0. The first one found is told.
 */
public record FaultyImage(int index, ImageFault fault)
    implements Refusal, AddPictures.Outcome, UploadPhoto.Outcome {}
