package org.pinacotheca.domain.picture;

/** The one of its owner's two galleries that a picture is in. */
public enum Exposure {
  /** In the private gallery, for its owner and those who have bought access. */
  PRIVATE,
  /** In the free gallery, for everyone; such a picture is in no album. */
  FREE
}
