package org.pinacotheca.persistence.imaging;

import java.util.Arrays;
import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked still WebP.
 *
 * @param lossless whether the pixels are stored without loss (VP8L)
 * @param alpha whether the file says that it has transparency
 * @param tableBytes what tables and small pictures of its lossless codes take, at most, while it is
 *     decoded
 * @param pixelsFrom where in the clean file the chunks begin that hold the pixels (ALPH, VP8, VP8L)
 */
record WebpPicture(
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

  /** The chunks that hold the pixels, with their headers. */
  byte[] pixels() {
    return Arrays.copyOfRange(clean, pixelsFrom, clean.length);
  }

  /** The same pixels in a file without colour profile. */
  byte[] plain() {
    return profile.isEmpty() ? clean : WebpSanitizer.file(size, alpha, Optional.empty(), pixels());
  }
}
