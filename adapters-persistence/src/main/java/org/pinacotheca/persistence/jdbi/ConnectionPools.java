package org.pinacotheca.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDataSource;
import org.pinacotheca.persistence.jdbi.session.Dialect;

/**
 * Opens pools of connections, each with its time-outs. Those to PostgreSQL throw an {@link
 * IllegalArgumentException} when the URL is not one of PostgreSQL, all of them a {@link
 * StorageException} when the database cannot be reached.
 */
final class ConnectionPools {
  private ConnectionPools() {}

  static HikariDataSource hsqldb(
      HsqldbDataSource.Connector database, JdbiSettings settings, boolean isReadOnly) {
    HikariConfig config = config(settings);
    config.setDataSource(new HsqldbDataSource(database));
    config.setReadOnly(isReadOnly);
    return pool(config);
  }

  /** Connections of a server. */
  static HikariDataSource postgresql(String jdbcUrl, JdbiSettings settings) {
    HikariConfig config = postgresqlConfig(jdbcUrl, settings);
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty(
        "options",
        "-c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s");
    return pool(config);
  }

  /** Connections that only read, on which statements may take long. */
  static HikariDataSource postgresqlForReading(String jdbcUrl, JdbiSettings settings) {
    HikariConfig config = postgresqlConfig(jdbcUrl, settings);
    config.addDataSourceProperty("socketTimeout", "3600");
    config.addDataSourceProperty(
        "options", "-c default_transaction_read_only=on -c statement_timeout=3600s");
    config.setReadOnly(true);
    return pool(config);
  }

  /** Connections for a move, on which statements may take long. */
  static HikariDataSource postgresqlForMove(String jdbcUrl) {
    HikariConfig config = postgresqlConfig(jdbcUrl, new JdbiSettings(2, Duration.ofSeconds(10)));
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return pool(config);
  }

  private static HikariConfig postgresqlConfig(String jdbcUrl, JdbiSettings settings) {
    requireDriver(jdbcUrl);
    HikariConfig config = config(settings);
    config.setJdbcUrl(jdbcUrl);
    config.addDataSourceProperty("ApplicationName", "pinacotheca");
    config.addDataSourceProperty("connectTimeout", "10");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // The detail of an error would show row values.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return config;
  }

  /** The error without the URL, which may contain a password. */
  private static void requireDriver(String jdbcUrl) {
    try {
      if (jdbcUrl.startsWith("jdbc:postgresql:")) {
        DriverManager.getDriver(jdbcUrl);
        return;
      }
    } catch (SQLException _) {
      // No driver accepts it.
    }
    throw new IllegalArgumentException(
        "the address of the database is not like jdbc:postgresql://host/database");
  }

  private static HikariConfig config(JdbiSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("gallery");
    config.setMaximumPoolSize(settings.connectionsMax());
    config.setMinimumIdle(Math.min(4, settings.connectionsMax()));
    config.setConnectionTimeout(settings.connectionWaitMax().toMillis());
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return config;
  }

  private static HikariDataSource pool(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new StorageException("the database cannot be reached", e.getCause());
    }
  }

  /** Runs complete statements on a pool, and shows no values in errors. */
  static Jdbi jdbi(HikariDataSource pool, Dialect dialect) {
    Jdbi jdbi = Jdbi.create(pool);
    jdbi.setStatementBuilderFactory(dialect.statements());
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    // Disables Jdbi's templates, because statements are complete.
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    jdbi.registerArrayType(Integer.class, "integer");
    return jdbi;
  }
}
