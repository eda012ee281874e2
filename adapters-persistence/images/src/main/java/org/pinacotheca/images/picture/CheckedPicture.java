package org.pinacotheca.images.picture;

import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A sanitized picture: its structure is checked to the last byte, its size is within the limits,
 * and its metadata is removed. Its pixels are not decoded yet.
 */
public sealed interface CheckedPicture permits JpegPicture, PngPicture, GifPicture, WebpPicture {
  ImageFormat format();

  /** The size as stored, before rotation. */
  PictureSize size();

  Orientation orientation();

  /** The ICC profile, if there is a valid one. */
  Optional<IccProfile> profile();

  /** The file with only what its pixels and colours need. */
  byte[] clean();
}
