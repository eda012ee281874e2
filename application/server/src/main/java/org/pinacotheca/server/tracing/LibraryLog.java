package org.pinacotheca.server.tracing;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Forwards the log of the OpenTelemetry library, which reports failed exports at most once a minute
 * after the first few. A line has the reason, but no stack trace.
 */
final class LibraryLog extends SLF4JBridgeHandler {
  @Override
  public void publish(@Nullable LogRecord line) {
    if (line != null && line.getThrown() != null) {
      line.setMessage(line.getMessage() + " " + reason(line.getThrown()));
      line.setThrown(null);
    }
    super.publish(line);
  }

  private static Throwable reason(Throwable failure) {
    boolean isWrapper =
        failure instanceof CompletionException || failure instanceof UncheckedIOException;
    Throwable cause = failure.getCause();
    return isWrapper && cause != null ? reason(cause) : failure;
  }
}
