package org.pinacotheca.domain.picture;

/** The reason why an upload is not accepted as a picture, declared in order of precedence. */
public enum ImageFault {
  /** There are no bytes at all. */
  MISSING,
  /** The transfer encoding around the picture is broken, so that there are no bytes to check. */
  MALFORMED_TRANSFER,
  /** The file has more bytes than a picture may have. */
  TOO_MANY_BYTES,
  /** The bytes do not begin like a picture of any known format. */
  NOT_AN_IMAGE,
  /** A picture, but not in a format of {@link ImageFormat}, or in an unsupported variant. */
  UNSUPPORTED_KIND,
  /** A picture in HEIF (HEIC or AVIF), which phones write and the gallery does not accept. */
  HEIF,
  /**
   * The header declares more pixels than a picture may have; decided before anything is decoded.
   */
  TOO_MANY_PIXELS,
  /**
   * Decoding would take more memory or processor time than one picture may use, by what its header
   * declares or by what it has used so far.
   */
  TOO_DEMANDING,
  /** The file begins like a picture but is truncated or damaged. */
  CORRUPT
}
