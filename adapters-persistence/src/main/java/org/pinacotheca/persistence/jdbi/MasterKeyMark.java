package org.pinacotheca.persistence.jdbi;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.OtherMasterKeyException;

/** The fingerprint of the master key in the database, written by the first server. */
final class MasterKeyMark {
  /** The name of the mark. */
  static final String NAME = "master key";

  private MasterKeyMark() {}

  /** Checks the master key at once, because a wrong one invalidates every PIN and secret. */
  static void require(Jdbi jdbi, AesGcmCipher seal) {
    Optional<String> fingerprint = read(jdbi);
    if (fingerprint.isEmpty()) {
      write(jdbi, seal);
      fingerprint = read(jdbi);
    }
    if (!fingerprint.equals(Optional.of(seal.fingerprint()))) {
      throw new OtherMasterKeyException();
    }
  }

  private static Optional<String> read(Jdbi jdbi) {
    try (Handle handle = jdbi.open()) {
      Optional<String> fingerprint =
          handle
              .createQuery("SELECT content FROM storage_mark WHERE name = :name")
              .bind("name", NAME)
              .mapTo(String.class)
              .findOne();
      handle.getConnection().rollback();
      return fingerprint;
    } catch (JdbiException | SQLException e) {
      throw new StorageException("the database cannot be asked for its master key", e);
    }
  }

  /** Another node may mark the same new database; the first one wins. */
  private static void write(Jdbi jdbi, AesGcmCipher seal) {
    try (Handle handle = jdbi.open()) {
      Connection connection = handle.getConnection();
      try {
        handle
            .createUpdate("INSERT INTO storage_mark (name, content) VALUES (:name, :fingerprint)")
            .bind("name", NAME)
            .bind("fingerprint", seal.fingerprint())
            .execute();
        connection.commit();
      } catch (UnableToExecuteStatementException _) {
        connection.rollback();
      }
    } catch (JdbiException | SQLException e) {
      throw new StorageException("the database cannot be marked with its master key", e);
    }
  }
}
