package org.pinacotheca.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Instant;
import java.util.function.Function;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;

/** A storage whose units of work are traced, including retries. Thread-safe. */
final class TracedUnitOfWork implements UnitOfWork {
  private final Spans spans;
  private final UnitOfWork storage;
  private final Attributes attributes;

  TracedUnitOfWork(Spans spans, UnitOfWork storage, String database) {
    this.spans = spans;
    this.storage = storage;
    this.attributes = Attributes.of(AttributeKey.stringKey("db.system.name"), database);
  }

  @Override
  public <T> T transact(Function<? super Transaction, ? extends T> work) {
    return spans.within("write transaction", attributes, () -> storage.<T>transact(work));
  }

  @Override
  public <T> T transactInReserve(Function<? super Transaction, ? extends T> work) {
    return spans.within("write transaction", attributes, () -> storage.<T>transactInReserve(work));
  }

  @Override
  public <T> T read(Function<? super Transaction, ? extends T> work) {
    return spans.within("read transaction", attributes, () -> storage.<T>read(work));
  }

  @Override
  public void requireRoom() {
    storage.requireRoom();
  }

  @Override
  public Instant now() {
    return storage.now();
  }

  @Override
  public long nanoTime() {
    return storage.nanoTime();
  }

  @Override
  public void compact() {
    spans.within(
        "compaction",
        attributes,
        () -> {
          storage.compact();
          return true;
        });
  }
}
