package org.pinacotheca.server.config;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the log to standard error, as text or as one JSON object per line. */
public final class Logging {
  /** The logger with one line for each request. */
  public static final String ACCESS = "org.pinacotheca.access";

  private static final int ACCESS_LINES_WAITING_MAX = 8192;

  private Logging() {}

  public static void configure(ServerConfig.LogFormat format, Level level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("standard error");
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, format));
    appender.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    context.getLogger("org.pinacotheca").setLevel(level);
    // It logs each client that leaves while a file is sent; the access log has those too.
    context.getLogger("io.vertx.core.net.impl.VertxConnection").setLevel(Level.OFF);
    logAccessAside(context, appender);
  }

  /**
   * Access log lines come from event loops, which must not wait for the reader of the log: a
   * stalled reader loses lines.
   */
  private static void logAccessAside(
      LoggerContext context, ConsoleAppender<ILoggingEvent> appender) {
    AsyncAppender aside = new AsyncAppender();
    aside.setContext(context);
    aside.setName("access");
    aside.setQueueSize(ACCESS_LINES_WAITING_MAX);
    aside.setDiscardingThreshold(0);
    aside.setNeverBlock(true);
    aside.addAppender(appender);
    aside.start();
    ch.qos.logback.classic.Logger access = context.getLogger(ACCESS);
    access.setAdditive(false);
    access.addAppender(aside);
  }

  /** Flushes and ends the log. */
  public static void flush() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }

  private static Encoder<ILoggingEvent> encoder(
      LoggerContext context, ServerConfig.LogFormat format) {
    return switch (format) {
      case TEXT -> {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0}"
                + " %replace([%X{request_id} %X{trace_id}] ){'\\[ \\] | (?=\\])', ''}%msg%n");
        encoder.start();
        yield encoder;
      }
      case JSON -> {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.start();
        yield encoder;
      }
    };
  }
}
