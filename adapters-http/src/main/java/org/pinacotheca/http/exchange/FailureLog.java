package org.pinacotheca.http.exchange;

import io.vertx.core.http.HttpMethod;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.StorageFailures;
import org.pinacotheca.domain.identity.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logs failed requests for the operator, without credentials. */
final class FailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

  /** Paths of pictures, of share links and of the admin API may contain credentials. */
  private static final List<String> SECRET = List.of("/media/", "/s/", "/admin/");

  private FailureLog() {}

  static void tell(HttpMethod method, String path, Optional<Caller> caller, Throwable failure) {
    try {
      caller.ifPresent(it -> {
        MDC.put("actor", Integer.toString(it.actor().value()));
        MDC.put("subject", Integer.toString(it.subject().value()));
      });
      if (StorageFailures.isLogged(failure)) {
        LOG.debug("{} {} found no room on a disk", method, loggable(path));
      } else if (failure instanceof UncheckedIOException) {
        // One line, because every request logs one during a storage failure.
        String reported = String.valueOf(failure.getMessage()).replace('\n', ' ');
        LOG.error("{} {} met a storage failure: {}", method, loggable(path), reported);
      } else {
        LOG.error("{} {} failed", method, loggable(path), failure);
      }
    } finally {
      MDC.remove("actor");
      MDC.remove("subject");
    }
  }

  private static String loggable(String path) {
    int secondSlash = path.indexOf('/', 1);
    boolean isSecret = SECRET.stream().anyMatch(path::startsWith);
    return isSecret && secondSlash > 0 ? path.substring(0, secondSlash) + "/..." : path;
  }
}
