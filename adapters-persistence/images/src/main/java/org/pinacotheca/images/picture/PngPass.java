package org.pinacotheca.images.picture;

import java.util.List;

/**
 * The pixels of a PNG that are stored together: all of them, or those of one pass of an interlaced
 * one.
 *
 * @param x the column of the first pixel
 * @param y the row of the first pixel
 * @param stepAcross the distance of two pixels of a row
 * @param stepDown the distance of two rows
 */
public record PngPass(int x, int y, int stepAcross, int stepDown) {
  private static final List<PngPass> WHOLE = List.of(new PngPass(0, 0, 1, 1));
  private static final List<PngPass> ADAM7 =
      List.of(
          new PngPass(0, 0, 8, 8),
          new PngPass(4, 0, 8, 8),
          new PngPass(0, 4, 4, 8),
          new PngPass(2, 0, 4, 4),
          new PngPass(0, 2, 2, 4),
          new PngPass(1, 0, 2, 2),
          new PngPass(0, 1, 1, 2));

  public static List<PngPass> of(PngPicture picture) {
    return picture.interlaced() ? ADAM7 : WHOLE;
  }

  /** The pixels of a row. */
  public int width(PictureSize size) {
    return Math.ceilDiv(size.width() - x, stepAcross);
  }

  /** The number of rows; 0 where a row has no pixels. */
  public int height(PictureSize size) {
    return width(size) == 0 ? 0 : Math.ceilDiv(size.height() - y, stepDown);
  }
}
