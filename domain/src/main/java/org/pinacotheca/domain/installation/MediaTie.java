package org.pinacotheca.domain.installation;

import java.util.Optional;

/**
 * Whether a database and a media store belong together, judged by the ids they keep and, where an
 * id is missing, by the pictures themselves.
 */
public enum MediaTie {
  /** Both keep the same id. */
  SAME,
  /** They belong together by all that can be seen, and one of them still has to keep the id. */
  NEW,
  /**
   * The media store keeps another installation's id: the database was lost, or another is named.
   */
  OTHERS_MEDIA,
  /** Not one file of the database's pictures is there: lost, or a volume that is not mounted. */
  MEDIA_MISSING,
  /** Files without an id lie beside a database without pictures: nobody says whose they are. */
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
   * Judges.
   *
   * @param database the id that the database keeps
   * @param media the id that the media store keeps
   * @param pictures of the database, in the media store
   * @param isEmpty whether the media store has no files of any picture
   */
  public static MediaTie of(
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
