package org.pinacotheca.testkit.memory;

import java.util.Optional;
import org.pinacotheca.application.spi.InstallationStore;
import org.pinacotheca.domain.installation.InstallationId;

/** The id of the installation in memory. */
record MemoryInstallation(MemoryTables tables) implements InstallationStore {
  private static final String KEY = "id";

  @Override
  public Optional<InstallationId> id() {
    return tables.installation.find(KEY);
  }

  @Override
  public void add(InstallationId id) {
    tables.installation.add(KEY, id);
  }
}
