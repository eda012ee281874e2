package org.pinacotheca.application.api.operations;

import org.pinacotheca.domain.installation.InstallationId;

/** Whether the database and the media store belong together. */
public sealed interface MediaClaim {
  /** Both store this id. */
  record Claimed(InstallationId id) implements MediaClaim {}

  /** They do not belong together; no file is removed. */
  sealed interface Refused extends MediaClaim {
    /** The id that the database stores. */
    InstallationId database();
  }

  /** The media store has another installation's id. */
  record OthersMedia(InstallationId database, InstallationId media) implements Refused {}

  /** The media store has no id, and none of the files of the database's pictures. */
  record MediaMissing(InstallationId database) implements Refused {}

  /** The media store has no id but files of pictures; the database has no pictures. */
  record UnknownMedia(InstallationId database) implements Refused {}
}
