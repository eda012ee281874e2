package org.pinacotheca.domain.gallery;

/** The orders in which a gallery is read; ties are broken by id, the greatest first. */
public enum PictureOrder {
  /** Newest first. */
  DATE_UPLOADED,
  /** Largest original first. */
  SIZE
}
