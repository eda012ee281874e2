package org.pinacotheca.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.server.config.Logging;
import org.pinacotheca.transport.RequestRecord;
import org.slf4j.LoggerFactory;

class AccessLogTest {
  private final Logger access = (Logger) LoggerFactory.getLogger(Logging.ACCESS);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private @Nullable Level level;
  private final Metrics metrics = new Metrics();
  private final AccessLog traffic = new AccessLog(metrics);

  @BeforeEach
  void listen() {
    level = access.getLevel();
    access.setLevel(Level.INFO);
    lines.start();
    access.addAppender(lines);
  }

  @AfterEach
  void close() {
    access.detachAppender(lines);
    access.setLevel(level);
    metrics.close();
  }

  @Test
  void requestsRefusedForOverloadShareALineAndNoneIsForgotten() {
    traffic.served(served(RequestRecord.Api.REST, 503, "overloaded"));
    traffic.served(served(RequestRecord.Api.RPC, 200, "service_unavailable"));
    traffic.served(served(RequestRecord.Api.REST, 503, "storage_unavailable"));
    assertThat(lines.list).hasSize(1);
    traffic.tellRefusals();
    traffic.tellRefusals();
    assertThat(lines.list).hasSize(2);
    assertThat(lines.list.getLast().getFormattedMessage()).startsWith("2 requests were refused");
  }

  private static RequestRecord served(RequestRecord.Api api, int status, String outcome) {
    return new RequestRecord(
        api,
        "id",
        "GET",
        "Pictures/GetAlbums",
        status,
        outcome,
        Duration.ofMillis(1),
        10,
        Optional.empty(),
        Optional.empty());
  }
}
