package org.pinacotheca.persistence.jdbi.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.pinacotheca.application.spi.AuditStore;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The audit entries of one transaction. */
final class JdbiAuditStore implements AuditStore {
  private static final RowMapper<AuditEntry> ENTRY =
      (row, context) ->
          new AuditEntry(
              Columns.instant(row, 1),
              Columns.optionalInt(row, 2).map(UserId::new),
              Columns.optionalInt(row, 3).map(UserId::new),
              Columns.optionalText(row, 4).map(ApiKey::new),
              AuditAction.valueOf(row.getString(5)),
              row.getString(6));

  private final JdbiSession session;

  JdbiAuditStore(JdbiSession session) {
    this.session = session;
  }

  @Override
  public void append(AuditEntry entry) {
    session
        .update(
            """
            INSERT INTO audit_entry (made, actor_id, subject_id, application, act, target)
            VALUES (:made, :actor, :subject, :application, :act, :target)
            """)
        .bind("made", Columns.instant(entry.at()))
        .bind("actor", entry.actor().map(UserId::value).orElse(null))
        .bind("subject", entry.subject().map(UserId::value).orElse(null))
        .bind("application", entry.application().map(ApiKey::value).orElse(null))
        .bind("act", entry.action().name())
        .bind("target", entry.target())
        .execute();
  }

  @Override
  public Page<AuditEntry> entries(
      Optional<UserId> actor, Optional<UserId> subject, PageRequest page) {
    String where =
        "1 = 1"
            + actor.map(_ -> " AND actor_id = :actor").orElse("")
            + subject.map(_ -> " AND subject_id = :subject").orElse("");
    return page(
        where,
        "entry_id",
        page,
        query -> {
          actor.ifPresent(user -> query.bind("actor", user.value()));
          subject.ifPresent(user -> query.bind("subject", user.value()));
        });
  }

  @Override
  public Page<AuditEntry> ofOthers(UserId subject, PageRequest page) {
    return page(
        "subject_id = :subject AND (actor_id IS NULL OR actor_id <> :subject)",
        "entry_id DESC",
        page,
        query -> query.bind("subject", subject.value()));
  }

  private Page<AuditEntry> page(
      String where, String order, PageRequest page, Consumer<Query> bindings) {
    Query count = session.query("SELECT COUNT(*) FROM audit_entry WHERE " + where);
    Query entries =
        session.query(
            "SELECT made, actor_id, subject_id, application, act, target FROM audit_entry WHERE "
                + where
                + " ORDER BY "
                + order
                + " LIMIT :limit OFFSET :offset");
    List.of(count, entries).forEach(bindings);
    long total = count.mapTo(long.class).one();
    if (page.offset() >= total) {
      // An offset beyond the database's range would be an error.
      return new Page<>(List.of(), page, total);
    }
    entries.bind("limit", page.size()).bind("offset", page.offset());
    return new Page<>(entries.map(ENTRY).list(), page, total);
  }
}
