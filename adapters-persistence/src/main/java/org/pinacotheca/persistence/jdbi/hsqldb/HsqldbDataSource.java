package org.pinacotheca.persistence.jdbi.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import org.hsqldb.jdbc.JDBCDataSource;

/**
 * Connections to an embedded database as long as it is open; they never open it, as those of its
 * driver would.
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
