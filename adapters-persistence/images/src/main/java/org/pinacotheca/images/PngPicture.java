package org.pinacotheca.images;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.picture.ImageFormat;

/**
 * A checked PNG, still or animated.
 *
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param colourType PNG's number: 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with
 *     alpha
 * @param keyed whether a tRNS chunk makes one colour, or palette entries, transparent
 * @param chunks the chunks of the clean file in order
 */
record PngPicture(
    PictureSize size,
    Orientation orientation,
    Optional<IccProfile> profile,
    byte[] clean,
    int depth,
    int colourType,
    boolean interlaced,
    boolean keyed,
    boolean animated,
    List<Chunk> chunks)
    implements CheckedPicture {

  /** The data of one chunk within the clean file. */
  record Chunk(String type, int from, int length) {}

  @Override
  public ImageFormat format() {
    return ImageFormat.PNG;
  }

  /** The same picture in another file. */
  PngPicture with(byte[] file, List<Chunk> places) {
    return new PngPicture(
        size,
        orientation,
        profile,
        file,
        depth,
        colourType,
        interlaced,
        keyed,
        animated,
        List.copyOf(places));
  }

  int channels() {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }
}
