package org.pinacotheca.domain.validation;

/** A field of a request. Each API translates it to its own wire name. */
public enum Field {
  USER,
  ALBUM,
  ALBUM_NAME,
  ALBUM_DESCRIPTION,
  ALBUM_LOCATION,
  PIN,
  PIN_PRICE,
  SEQUENCE,
  PLANS,
  PLAN,
  DURATION,
  PRICE,
  /** The pictures that a request names. */
  PICTURES,
  /** The pictures that a request uploads. */
  UPLOADS,
  PICTURE,
  TITLE,
  DESCRIPTION,
  /** Whom a share link is for. */
  LABEL,
  /** When a share link ends. */
  EXPIRES,
  /** How many visits a share link takes. */
  VISITS_MAX,
  PASSWORD,
  PAGE_SIZE,
  PAGE_NUMBER
}
