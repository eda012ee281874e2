package org.pinacotheca.images.picture;

import java.util.Arrays;
import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked still WebP.
 *
 * @param lossless whether the pixels are stored without loss (VP8L)
 * @param alpha whether the file declares transparency
 * @param tableBytes the maximum memory for tables and sub-images while it is decoded
 * @param pixelsFrom the offset of the pixel chunks (ALPH, VP8, VP8L) in the clean file
 */
public record WebpPicture(
    PictureSize size,
    Orientation orientation,
    Optional<IccProfile> profile,
    byte[] clean,
    boolean lossless,
    boolean alpha,
    long tableBytes,
    int pixelsFrom)
    implements CheckedPicture {

  @Override
  public ImageFormat format() {
    return ImageFormat.WEBP;
  }

  /** The pixel chunks, with their headers. */
  public byte[] pixels() {
    return Arrays.copyOfRange(clean, pixelsFrom, clean.length);
  }
}
