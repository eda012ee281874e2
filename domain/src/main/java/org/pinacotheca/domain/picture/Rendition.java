package org.pinacotheca.domain.picture;

import java.util.OptionalInt;

/** The forms in which a picture is stored and served. All but the original are JPEG. */
public enum Rendition {
  /** The uploaded picture, upright and free of metadata. */
  ORIGINAL("o", OptionalInt.empty()),
  /** At most 604 pixels on the longer edge ({@code src_big} of the RPC). */
  BIG("n", OptionalInt.of(604)),
  /**
   * At most 130 pixels on the longer edge ({@code src} of the RPC, {@code ThumbUrl} of the REST
   * API).
   */
  THUMB("s", OptionalInt.of(130)),
  /** At most 75 pixels on the longer edge ({@code src_small} of the RPC). */
  SMALL("t", OptionalInt.of(75)),
  /**
   * At most 604 pixels on the longer edge and unrecognisable: at most 16 blurred colour cells along
   * that edge.
   */
  MASKED("m", OptionalInt.of(604));

  private final String letter;
  private final OptionalInt longerEdgeMax;

  Rendition(String letter, OptionalInt longerEdgeMax) {
    this.letter = letter;
    this.longerEdgeMax = longerEdgeMax;
  }

  /**
   * The letter that begins the image's name in a URL; {@code s}, {@code n} and {@code t} come from
   * the RPC's photo page.
   */
  public String letter() {
    return letter;
  }

  /** The longest edge in pixels, empty for the original; a smaller picture is never enlarged. */
  public OptionalInt longerEdgeMax() {
    return longerEdgeMax;
  }
}
