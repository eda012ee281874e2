package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;

/** Two nodes on one database together obey one rate limit. */
interface SharedRatesBehaviour {
  int LIMIT = 200;

  /** Another node on the same database, with these limits. */
  Gallery node(RateSettings rates);

  @Test
  default void nodesOnOneDatabaseShareALimit() throws Exception {
    RateSettings rates = new RateSettings(LIMIT, 10 * LIMIT, 0, 0, 0);
    List<Gallery> nodes = List.of(node(rates), node(rates));
    ApiKey application = new ApiKey("shared-" + LIMIT);
    List<Callable<Integer>> works = new ArrayList<>();
    for (int thread = 0; thread < 6; thread++) {
      Gallery node = nodes.get(thread % nodes.size());
      Optional<UserId> member = Optional.of(new UserId(thread + 1));
      works.add(() -> {
        int answered = 0;
        for (int i = 0; i < LIMIT; i++) {
          answered += node.rates().called(application, member).isEmpty() ? 1 : 0;
        }
        return answered;
      });
    }
    int answered = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> future : threads.invokeAll(works, 5, TimeUnit.MINUTES)) {
        answered += future.get();
      }
    }
    // All permits taken are used, because each node wants more than there are.
    assertThat(answered).isEqualTo(LIMIT);
  }
}
