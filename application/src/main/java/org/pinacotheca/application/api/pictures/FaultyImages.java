package org.pinacotheca.application.api.pictures;

import java.util.List;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.picture.ImageFault;

/**
 * Uploaded files are not pictures that are kept.
 *
 * @param images every one that is at fault, at least one, in their order
 */
public record FaultyImages(List<FaultyImage> images)
    implements Refusal, AddPictures.Outcome, UploadPhoto.Outcome {
  public FaultyImages {
    images = List.copyOf(images);
  }

  /** One of them; {@code index} is its place in the request, from 0. */
  public record FaultyImage(int index, ImageFault fault) {}
}
