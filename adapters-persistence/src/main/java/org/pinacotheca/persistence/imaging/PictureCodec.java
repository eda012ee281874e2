package org.pinacotheca.persistence.imaging;

import java.util.Map;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.persistence.imaging.admission.Requirement;

/**
 * Decodes a checked picture completely and encodes what becomes of it. Safe for use by many
 * threads.
 *
 * <p>Implementations give every rendition but keep out of what is the same for all of them: the
 * original is given only when it had to be turned, and colour profiles are added later.
 */
interface PictureCodec {
  /** Quality of a turned JPEG or WebP, from 1 to 100: high, because it replaces the upload. */
  int TURNED_QUALITY = 95;

  int BIG_QUALITY = 85;
  int SMALL_QUALITY = 82;
  int MASKED_QUALITY = 70;

  /** The library in use, with its version, for health reports. */
  String name();

  /** What {@link #render} needs for this picture, at most. */
  Requirement need(CheckedPicture picture);

  /**
   * The files of the picture.
   *
   * @param allowance counts steps of work whose time is not known for certain
   * @throws PictureRefusedException when the pixels are damaged or not complete
   */
  Map<Rendition, byte[]> render(CheckedPicture picture, Allowance allowance)
      throws PictureRefusedException;

  /**
   * The cells of a mask for a picture of this size; one when even a few cells would show the
   * picture.
   */
  static PictureSize maskCells(PictureSize size) {
    return size.within(Math.clamp(size.longerEdge() / 8, 1, Masks.CELLS_MAX));
  }

  /** Numbers of the mask. */
  final class Masks {
    /** The contract allows 16; 12 show colours and no faces. */
    static final int CELLS_MAX = 12;

    private Masks() {}
  }
}
