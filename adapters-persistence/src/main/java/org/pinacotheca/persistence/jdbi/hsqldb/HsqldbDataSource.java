package org.pinacotheca.persistence.jdbi.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import org.hsqldb.jdbc.JDBCDataSource;

/**
 * A data source of an open embedded database; never opens the database, as HSQLDB's driver would.
 */
@SuppressWarnings("serial")
public final class HsqldbDataSource extends JDBCDataSource {
  private final HsqldbDirectory directory;

  public HsqldbDataSource(HsqldbDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return directory.connect();
  }
}
