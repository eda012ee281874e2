package org.pinacotheca.persistence.jdbi;

import java.sql.Connection;
import java.sql.SQLException;
import org.hsqldb.jdbc.JDBCDataSource;

/**
 * Connections to an embedded database as long as it is open; they never open it, as those of its
 * driver would.
 */
@SuppressWarnings("serial")
final class HsqldbDataSource extends JDBCDataSource {
  private final HsqldbDirectory directory;

  HsqldbDataSource(HsqldbDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return directory.connect();
  }
}
