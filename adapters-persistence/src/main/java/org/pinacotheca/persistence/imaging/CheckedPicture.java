package org.pinacotheca.persistence.imaging;

import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A picture whose structure has been walked from its first to its last byte, whose size is within
 * the limits, and whose metadata is gone. Its pixels have not been decoded yet.
 */
sealed interface CheckedPicture permits JpegPicture, PngPicture, GifPicture, WebpPicture {
  ImageFormat format();

  /** Pixels as stored, before any turning. */
  PictureSize size();

  Orientation orientation();

  /** The ICC profile, when there is a sound one. */
  Optional<IccProfile> profile();

  /** The file with nothing in it but what its pixels and their colours need. */
  byte[] clean();
}
