package org.pinacotheca.persistence.jdbi.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.application.spi.accounts.RateStore;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The rate limit windows of one transaction. */
final class JdbiRateStore implements RateStore {
  /** How long earlier windows are kept, for nodes whose clock is behind. */
  private static final Duration EARLIER_KEPT_FOR = Duration.ofMinutes(10);

  private final JdbiSession session;

  JdbiRateStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public int take(String subject, Instant window, int wanted, int most) {
    session.requireWritable();
    while (true) {
      Optional<Integer> taken = taken(subject, window);
      int given = Math.min(wanted, most - taken.orElse(0));
      if (given <= 0) {
        return 0;
      }
      if (taken.isEmpty()) {
        begin(subject, window, given);
        return given;
      }
      // Others may have taken some meanwhile; then it retries with fewer left.
      if (add(subject, window, given, most)) {
        return given;
      }
    }
  }

  private Optional<Integer> taken(String subject, Instant window) {
    return session
        .query("SELECT taken FROM rate_window WHERE subject = :subject AND begun = :window")
        .bind("subject", subject)
        .bind("window", Columns.instant(window))
        .mapTo(Integer.class)
        .findOne();
  }

  private void begin(String subject, Instant window, int given) {
    session
        .update(
            "INSERT INTO rate_window (subject, begun, taken) VALUES (:subject, :window, :given)")
        .bind("subject", subject)
        .bind("window", Columns.instant(window))
        .bind("given", given)
        .execute();
    session
        .update("DELETE FROM rate_window WHERE subject = :subject AND begun < :earlier")
        .bind("subject", subject)
        .bind("earlier", Columns.instant(window.minus(EARLIER_KEPT_FOR)))
        .execute();
  }

  private boolean add(String subject, Instant window, int given, int most) {
    return session
            .update(
                """
                UPDATE rate_window SET taken = taken + :given
                WHERE subject = :subject AND begun = :window AND taken + :given <= :most
                """)
            .bind("subject", subject)
            .bind("window", Columns.instant(window))
            .bind("given", given)
            .bind("most", most)
            .execute()
        == 1;
  }

  @Override
  public void remove(String subject) {
    session
        .update("DELETE FROM rate_window WHERE subject = :subject")
        .bind("subject", subject)
        .execute();
  }
}
