package org.pinacotheca.application.api.pictures;

import java.util.List;
import org.pinacotheca.domain.picture.ImageFault;

/**
 * At least one uploaded file is not an acceptable picture.
 *
 * @param images all faulty ones, at least one, in the order of the upload
 */
public record FaultyImages(List<FaultyImage> images) implements UploadRefusal {
  public FaultyImages {
    images = List.copyOf(images);
  }

  /** A faulty file; {@code index} is its position in the request, from 0. */
  public record FaultyImage(int index, ImageFault fault) {}
}
