package org.pinacotheca.domain.gallery;

/**
 * Whether a viewer wants unsafe pictures to be made unrecognisable ({@code X-MaskImages} of the
 * REST API).
 */
public enum Masking {
  /** Pictures as they are. */
  NONE,
  /** Pictures that are not safe lead to their masked rendition. */
  UNSAFE
}
