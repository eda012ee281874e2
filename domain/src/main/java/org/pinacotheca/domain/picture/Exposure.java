package org.pinacotheca.domain.picture;

/** In which of its owner's two galleries a picture stands. */
public enum Exposure {
  /** In the private gallery, for its owner and those who have bought access. */
  PRIVATE,
  /** In the free gallery, for everyone; such a picture stands in no album. */
  FREE
}
