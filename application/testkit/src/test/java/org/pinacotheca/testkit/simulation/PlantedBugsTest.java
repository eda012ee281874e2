package org.pinacotheca.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.testkit.memory.ManualClock;

/** Bugs that the simulation must find, each within some seeds, and again from its seed. */
class PlantedBugsTest {
  private static final int SEEDS_MAX = 60;
  private static final int STEPS = 150;

  private enum Bug {
    /** Every thirtieth commit is confirmed and lost. */
    LOST_COMMIT,
    /** A repeated command is done again. */
    FORGOTTEN_KEY,
    /** The gallery's version stays the same, so that cached lists are never out of date. */
    SAME_VERSION,
    /** The sweep looks at files of uploads that are going on. */
    HASTY_SWEEP,
    /** Files are lost although their storing was confirmed. */
    LOST_FILES,
    /** What is bought is not always paid. */
    FREE_SALE,
    /** Removed pictures stay. */
    KEPT_PICTURES,
    /** How long something is cached is measured by a clock that may be set back. */
    CLOCK_FOR_DURATIONS,
    /** Wrong PINs are not remembered. */
    FORGOTTEN_GUESSES,
    /** What was removed is not deleted by the sweep either. */
    LAZY_SWEEP
  }

  @ParameterizedTest
  @EnumSource
  void isFoundAndReplayed(Bug bug) {
    Optional<String> found = Optional.empty();
    long seed = 0;
    while (found.isEmpty() && seed < SEEDS_MAX) {
      seed++;
      found = contradiction(seed, bug);
    }
    assertThat(found).as(bug + " within " + SEEDS_MAX + " seeds").isPresent();
    assertThat(contradiction(seed, bug)).isEqualTo(found);
  }

  @Test
  void theSearchGivesTheFewestStepsThatFail() {
    SeedSearch search = new SeedSearch(STEPS, seed -> new Planted(seed, Bug.LOST_FILES));
    search.run(1, () -> search.runs() == 10);
    assertThat(search.runs()).isEqualTo(10);
    SeedSearch.Failure failure = search.shortest().orElseThrow();
    assertThat(contradiction(failure.seed(), failure.steps(), Bug.LOST_FILES))
        .contains(failure.message());
    for (long seed = 1; seed <= 10; seed++) {
      for (int steps = 0; steps < failure.steps(); steps++) {
        assertThat(contradiction(seed, steps, Bug.LOST_FILES)).as("seed " + seed).isEmpty();
      }
    }
  }

  @Test
  void theSearchFindsNothingWithoutABug() {
    SeedSearch search = new SeedSearch();
    search.run(3, () -> true);
    assertThat(search.runs()).isEqualTo(1);
    assertThat(search.shortest()).isEmpty();
  }

  private static Optional<String> contradiction(long seed, Bug bug) {
    return contradiction(seed, STEPS, bug);
  }

  private static Optional<String> contradiction(long seed, int steps, Bug bug) {
    try {
      GallerySimulation.run(seed, steps, secrets -> new Planted(secrets, bug));
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** An installation with a bug. */
  private static final class Planted extends Installation {
    private final Bug bug;
    private int count;

    private Planted(long seed, Bug bug) {
      super(seed);
      this.bug = bug;
    }

    private boolean every(int times) {
      return ++count % times == 0;
    }

    @Override
    protected UnitOfWork storage(ManualClock nodeClock) {
      return new PlantedWork(super.storage(nodeClock), nodeClock);
    }

    @Override
    protected PictureFiles files() {
      PictureFiles files = super.files();
      return instead(
          PictureFiles.class,
          files,
          (name, arguments) ->
              switch (name) {
                case "store" -> bug == Bug.LOST_FILES && every(7);
                case "eachStoredBefore" -> {
                  if (bug == Bug.HASTY_SWEEP) {
                    @SuppressWarnings("unchecked")
                    Consumer<MediaKey> visitor = (Consumer<MediaKey>) arguments[1];
                    files.eachStoredBefore(Instant.MAX, visitor);
                  }
                  yield bug == Bug.HASTY_SWEEP || bug == Bug.LAZY_SWEEP;
                }
                default -> false;
              },
          Optional.empty());
    }

    private final class PlantedWork implements UnitOfWork {
      private final UnitOfWork storage;
      private final ManualClock clock;

      private PlantedWork(UnitOfWork storage, ManualClock clock) {
        this.storage = storage;
        this.clock = clock;
      }

      private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Object result;

        private Lost(Object result) {
          this.result = result;
        }
      }

      @Override
      @SuppressWarnings("unchecked")
      public <T> T transact(Function<? super Transaction, ? extends T> work) {
        try {
          return storage.transact(tx -> {
            T result = work.apply(planted(tx));
            if (bug == Bug.LOST_COMMIT && every(30)) {
              throw new Lost(result);
            }
            return result;
          });
        } catch (Lost e) {
          return (T) e.result;
        }
      }

      @Override
      public <T> T read(Function<? super Transaction, ? extends T> work) {
        return storage.read(tx -> work.apply(planted(tx)));
      }

      private Transaction planted(Transaction tx) {
        return (Transaction)
            Proxy.newProxyInstance(
                Transaction.class.getClassLoader(),
                new Class<?>[] {Transaction.class},
                (_, method, arguments) -> {
                  Object store = invoked(tx, method, arguments);
                  Class<?> type = method.getReturnType();
                  return switch (method.getName()) {
                    case "idempotency" ->
                        without(type, store, Bug.FORGOTTEN_KEY, "find", 1, Optional.empty());
                    case "members" ->
                        without(
                            type, store, Bug.SAME_VERSION, "galleryVersion", 1, OptionalLong.of(1));
                    case "ledger" -> without(type, store, Bug.FREE_SALE, "post", 9, true);
                    case "pictures" ->
                        without(type, store, Bug.KEPT_PICTURES, "remove", 3, "nothing");
                    case "access" ->
                        without(type, store, Bug.FORGOTTEN_GUESSES, "addWrongPin", 1, "nothing");
                    default -> store;
                  };
                });
      }

      private Object without(
          Class<?> type, Object store, Bug which, String method, int times, Object result) {
        return bug != which
            ? store
            : instead(
                type, store, (name, _) -> name.equals(method) && every(times), Optional.of(result));
      }

      @Override
      public Instant now() {
        return storage.now();
      }

      @Override
      public long nanoTime() {
        return bug == Bug.CLOCK_FOR_DURATIONS
            ? TimeUnit.MILLISECONDS.toNanos(clock.instant().toEpochMilli())
            : storage.nanoTime();
      }

      @Override
      public void compact() {
        storage.compact();
      }
    }

    private interface Choice {
      boolean isReplaced(String method, Object[] arguments);
    }

    private static <T> T instead(
        Class<T> type, Object real, Choice choice, Optional<Object> result) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (_, method, arguments) ->
                  choice.isReplaced(method.getName(), arguments)
                      ? (method.getReturnType() == void.class ? null : result.orElse(null))
                      : invoked(real, method, arguments)));
    }

    private static Object invoked(Object real, java.lang.reflect.Method method, Object[] arguments)
        throws Throwable {
      try {
        method.setAccessible(true);
        return method.invoke(real, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
