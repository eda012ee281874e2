package org.pinacotheca.domain.picture;

/** Why an upload is not a picture the gallery can keep, declared in order of precedence. */
public enum ImageFault {
  /** There are no bytes at all. */
  MISSING,
  /** The transfer encoding around the picture is broken, so that there are no bytes to judge. */
  MALFORMED_TRANSFER,
  /** The file has more bytes than a picture may have. */
  TOO_MANY_BYTES,
  /** The bytes do not begin as a picture of any known kind. */
  NOT_AN_IMAGE,
  /** A picture, but not of a kind of {@link ImageFormat} or of a variant that is kept. */
  UNSUPPORTED_KIND,
  /** A picture in HEIF, which is HEIC or AVIF: phones write it, and it is not kept. */
  HEIF,
  /**
   * The header declares more pixels than a picture may have; decided before anything is decoded.
   */
  TOO_MANY_PIXELS,
  /**
   * To decode it would take more memory or processor time than one picture gets, by what its header
   * declares or by what it has taken so far.
   */
  TOO_DEMANDING,
  /** The file begins as a picture but is truncated or damaged. */
  CORRUPT
}
