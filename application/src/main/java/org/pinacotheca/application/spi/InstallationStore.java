package org.pinacotheca.application.spi;

import java.util.Optional;
import org.pinacotheca.domain.installation.InstallationId;

/** The id of the installation in the database; given once and never changed. */
public interface InstallationStore {
  /** The id, empty in a database that has not claimed a media store. */
  Optional<InstallationId> id();

  /**
   * Stores the id.
   *
   * @throws RuntimeException when there is one already
   */
  void add(InstallationId id);
}
