package org.pinacotheca.images.picture;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked GIF with one frame or several.
 *
 * @param frames the frames of the clean file in order; never empty
 */
public record GifPicture(PictureSize size, byte[] clean, List<Frame> frames)
    implements CheckedPicture {
  /**
   * One frame. Its palette and data are offsets into the clean file.
   *
   * @param transparent the transparent palette index, or -1
   */
  public record Frame(
      int left,
      int top,
      PictureSize size,
      boolean interlaced,
      int palette,
      int paletteEntries,
      int transparent,
      int data) {}

  @Override
  public ImageFormat format() {
    return ImageFormat.GIF;
  }

  @Override
  public Orientation orientation() {
    return Orientation.UPRIGHT;
  }

  @Override
  public Optional<IccProfile> profile() {
    return Optional.empty();
  }
}
