package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pinacotheca.application.spi.AuditStore;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.UserId;

/** The audit record and the answers to idempotent commands in memory. */
final class MemoryRecords {
  private MemoryRecords() {}

  /** Whether a name contains a part, in upper or lower case. */
  static boolean contains(String name, String part) {
    return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /** One page of a whole list. */
  static <T> Page<T> page(List<T> all, PageRequest request) {
    return new Page<>(
        all.stream().skip(request.offset()).limit(request.size()).toList(), request, all.size());
  }

  record Audit(MemoryTables tables) implements AuditStore {
    @Override
    public void append(AuditEntry entry) {
      tables.audit.add(tables.audit.size(), entry);
    }

    @Override
    public Page<AuditEntry> entries(
        Optional<UserId> actor, Optional<UserId> subject, PageRequest page) {
      return page(
          tables
              .audit
              .all()
              .filter(entry -> actor.isEmpty() || entry.actor().equals(actor))
              .filter(entry -> subject.isEmpty() || entry.subject().equals(subject))
              .toList(),
          page);
    }

    @Override
    public Page<AuditEntry> ofOthers(UserId subject, PageRequest page) {
      return page(
          tables
              .audit
              .all()
              .filter(entry -> entry.subject().equals(Optional.of(subject)))
              .filter(entry -> !entry.actor().equals(Optional.of(subject)))
              .toList()
              .reversed(),
          page);
    }
  }

  record StoredResponses(MemoryTables tables) implements IdempotencyStore {
    @Override
    public Optional<StoredResponse> find(StoredResponse.Id id) {
      return tables.storedResponses.find(row(id));
    }

    @Override
    public void add(StoredResponse response, Instant expired) {
      find(response.id())
          .filter(earlier -> !earlier.given().isAfter(expired))
          .ifPresent(earlier -> tables.storedResponses.removeExisting(row(earlier.id())));
      tables.storedResponses.add(row(response.id()), response);
    }

    /** Unique, because an application's key has no blank. */
    private static String row(StoredResponse.Id id) {
      return id.actor().value() + " " + id.application().value() + " " + id.key();
    }
  }
}
