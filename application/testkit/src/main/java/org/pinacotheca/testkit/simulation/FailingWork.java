package org.pinacotheca.testkit.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;

/** The storage as one node sees it, with the faults of a plan. Used by one thread. */
final class FailingWork implements UnitOfWork {
  private final UnitOfWork storage;
  private final FaultPlan faults;
  private Optional<Committed> committed = Optional.empty();

  FailingWork(UnitOfWork storage, FaultPlan faults) {
    this.storage = storage;
    this.faults = faults;
  }

  private static final class RolledBackException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The result of a unit of work, and the time of the node. */
  record Committed(Object result, Instant at) {}

  /** The last unit of work that was committed since the last call of this. */
  Optional<Committed> takeCommitted() {
    Optional<Committed> last = committed;
    committed = Optional.empty();
    return last;
  }

  @Override
  public <T> T transact(Function<? super Transaction, ? extends T> work) {
    faults.beginUnit();
    Fault fault = faults.next().orElse(null);
    if (fault == Fault.REFUSED) {
      throw new StorageUnavailableException("the storage is not reached", null);
    }
    List<Runnable> followers = new ArrayList<>();
    T result = perform(work, followers, fault == Fault.ROLLED_BACK);
    committed = Optional.of(new Committed(Objects.requireNonNull(result), now()));
    if (fault == Fault.UNCONFIRMED) {
      throw new UncheckedIOException(new IOException("the commit was not confirmed"));
    }
    if (fault == Fault.DEATH_AFTER) {
      throw faults.death();
    }
    followers.forEach(Runnable::run);
    return result;
  }

  private <T> T perform(
      Function<? super Transaction, ? extends T> work,
      List<Runnable> followers,
      boolean isRolledBack) {
    try {
      return storage.<T>transact(tx -> {
        T result = work.apply(collecting(tx, followers));
        if (isRolledBack) {
          throw new RolledBackException();
        }
        return result;
      });
    } catch (RolledBackException e) {
      throw new StorageUnavailableException("the commit failed", e);
    }
  }

  /** The transaction, with what follows its commit put into a list. */
  private static Transaction collecting(Transaction tx, List<Runnable> followers) {
    return (Transaction)
        Proxy.newProxyInstance(
            Transaction.class.getClassLoader(),
            new Class<?>[] {Transaction.class},
            (_, method, arguments) -> {
              if (method.getName().equals("afterCommit")) {
                followers.add((Runnable) arguments[0]);
                return null;
              }
              try {
                return method.invoke(tx, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public <T> T read(Function<? super Transaction, ? extends T> work) {
    faults.beginUnit();
    Fault fault = faults.next().orElse(null);
    if (fault == Fault.DEATH_AFTER) {
      throw faults.death();
    }
    if (fault != null) {
      throw new StorageUnavailableException("the storage is not reached", null);
    }
    return storage.read(work);
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
    storage.compact();
  }
}
