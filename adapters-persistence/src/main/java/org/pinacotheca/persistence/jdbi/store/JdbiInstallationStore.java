package org.pinacotheca.persistence.jdbi.store;

import java.util.Optional;
import org.pinacotheca.application.spi.InstallationStore;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The id of the installation, stored as a mark of the database. */
public final class JdbiInstallationStore implements InstallationStore {
  /** The name of the mark. */
  public static final String MARK = "installation";

  private final JdbiSession session;

  JdbiInstallationStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public Optional<InstallationId> id() {
    return session
        .query("SELECT content FROM storage_mark WHERE name = :name")
        .bind("name", MARK)
        .mapTo(String.class)
        .findOne()
        .map(InstallationId::new);
  }

  @Override
  public void add(InstallationId id) {
    session
        .update("INSERT INTO storage_mark (name, content) VALUES (:name, :id)")
        .bind("name", MARK)
        .bind("id", id.value())
        .execute();
  }
}
