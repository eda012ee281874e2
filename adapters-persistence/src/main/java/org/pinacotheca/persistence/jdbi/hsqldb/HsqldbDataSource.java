package org.pinacotheca.persistence.jdbi.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import org.hsqldb.jdbc.JDBCDataSource;

/**
 * A data source of an open embedded database; never opens the database, as HSQLDB's driver would.
 */
@SuppressWarnings("serial")
public final class HsqldbDataSource extends JDBCDataSource {
  private final Connector database;

  /** Connections that the database opens. */
  public HsqldbDataSource(Connector database) {
    this.database = database;
  }

  /** Opens connections to an open database. */
  @FunctionalInterface
  public interface Connector {
    /** A new connection; refused while the database is closed. */
    Connection connect() throws SQLException;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return database.connect();
  }
}
