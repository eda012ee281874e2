package org.pinacotheca.images;

import java.util.Map;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.images.admission.Requirement;

/**
 * Decodes a checked picture completely and encodes its renditions. Thread-safe.
 *
 * <p>Implementations return every rendition, but the original only if it had to be rotated; colour
 * profiles are added later.
 */
interface PictureCodec {
  /** Quality of a rotated JPEG or WebP, from 1 to 100: high, because it replaces the upload. */
  int TURNED_QUALITY = 95;

  int BIG_QUALITY = 85;
  int SMALL_QUALITY = 82;
  int MASKED_QUALITY = 70;

  /** The library in use, with its version, for health reports. */
  String name();

  /** The upper bound of what {@link #render} needs for this picture. */
  Requirement need(CheckedPicture picture);

  /**
   * Renders the files of the picture.
   *
   * @param allowance counts steps of work of uncertain duration
   * @throws PictureRefusedException when the pixels are damaged or incomplete
   */
  Map<Rendition, byte[]> render(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException;

  /**
   * The size of a mask in cells for a picture of this size; one cell when even a few would show the
   * picture.
   */
  static PictureSize maskCells(PictureSize size) {
    return size.within(Math.clamp(size.longerEdge() / 8, 1, Masks.CELLS_MAX));
  }

  /** Constants of the mask. */
  final class Masks {
    /** The contract allows 16; 12 show colours and no faces. */
    static final int CELLS_MAX = 12;

    private Masks() {}
  }
}
