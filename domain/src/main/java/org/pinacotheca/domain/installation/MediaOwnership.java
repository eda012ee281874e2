package org.pinacotheca.domain.installation;

import java.util.Optional;

/**
 * Whether a database and a media store belong together, judged by their ids and, where an id is
 * missing, by the pictures.
 */
public enum MediaOwnership {
  /** Both have the same id. */
  SAME,
  /** They seem to belong together, but at least one of them has no id yet. */
  NEW,
  /**
   * The media store has another installation's id: the database was lost, or another is configured.
   */
  OTHERS_MEDIA,
  /** No file of the database's pictures exists: lost, or the volume is not mounted. */
  MEDIA_MISSING,
  /** Files without an id are beside a database without pictures: their owner is unknown. */
  UNKNOWN_MEDIA;

  /** What the media store has of the pictures in the database. */
  public enum Pictures {
    /** The database has no pictures. */
    NONE,
    /** The files of at least one of them. */
    FOUND,
    /** None of their files. */
    LOST
  }

  /**
   * Decides whether the two belong together.
   *
   * @param database the id in the database
   * @param media the id in the media store
   * @param pictures of the database, in the media store
   * @param isEmpty whether the media store has no files of any picture
   */
  public static MediaOwnership of(
      Optional<InstallationId> database,
      Optional<InstallationId> media,
      Pictures pictures,
      boolean isEmpty) {
    if (media.isPresent() && database.isPresent()) {
      return media.equals(database) ? SAME : OTHERS_MEDIA;
    }
    if (pictures == Pictures.FOUND) {
      return NEW;
    }
    if (media.isPresent()) {
      return OTHERS_MEDIA;
    }
    if (pictures == Pictures.LOST) {
      return MEDIA_MISSING;
    }
    return isEmpty ? NEW : UNKNOWN_MEDIA;
  }
}
