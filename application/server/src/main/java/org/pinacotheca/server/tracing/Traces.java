package org.pinacotheca.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.transport.RequestObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traces of requests, exported to a collector in the background through a bounded queue; no request
 * waits for the export or fails with it. Thread-safe.
 */
public final class Traces implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Traces.class);
  private static final Duration FLUSH_MAX = Duration.ofSeconds(3);

  /** A strong reference, because java.util.logging only has weak references to loggers. */
  private static final java.util.logging.Logger LIBRARY =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  private final SdkTracerProvider provider;
  private final Spans spans;
  private final LostSpans lost;
  private final String database;

  private Traces(SdkTracerProvider provider, LostSpans lost, String database) {
    this.lost = lost;
    this.provider = provider;
    this.database = database;
    this.spans = new Spans(provider.get("org.pinacotheca"));
  }

  /**
   * Starts tracing. Settings other than the collector's URL come from OpenTelemetry's environment
   * variables, such as {@code OTEL_TRACES_SAMPLER}.
   *
   * @param collector the URL for OTLP over HTTP
   * @param version the version of the program
   * @param database its system name in OpenTelemetry
   * @throws IllegalArgumentException when one of those variables is unusable
   */
  public static Traces to(URI collector, String version, String database) {
    logWithOurs();
    String address = collector.toString().replaceAll("/+$", "") + "/v1/traces";
    Map<String, String> chosen =
        Map.of(
            "otel.traces.exporter",
            "otlp",
            "otel.exporter.otlp.traces.protocol",
            "http/protobuf",
            "otel.exporter.otlp.traces.endpoint",
            address,
            "otel.metrics.exporter",
            "none",
            "otel.logs.exporter",
            "none");
    LostSpans lost = new LostSpans();
    try {
      SdkTracerProvider provider =
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> Map.of("otel.service.name", "pinacotheca"))
              .addPropertiesCustomizer(_ -> chosen)
              .addMeterProviderCustomizer((meters, _) -> meters.registerMetricReader(lost))
              .addResourceCustomizer((resource, _) -> identity(version).merge(resource))
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk()
              .getSdkTracerProvider();
      return new Traces(provider, lost, database);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(
          "a variable of OpenTelemetry cannot be used: " + withoutKeys(e.getMessage()));
    }
  }

  /** Headers for the collector contain credentials. */
  private static String withoutKeys(@Nullable String message) {
    return String.valueOf(message).replaceAll("(?s)(headers)=.*", "$1");
  }

  private static Resource identity(String version) {
    return Resource.create(
        Attributes.of(
            AttributeKey.stringKey("service.version"),
            version,
            AttributeKey.stringKey("service.instance.id"),
            UUID.randomUUID().toString()));
  }

  /** Redirects the library's log to ours. */
  private static void logWithOurs() {
    if (LIBRARY.getUseParentHandlers()) {
      LIBRARY.setUseParentHandlers(false);
      LIBRARY.addHandler(new LibraryLog());
    }
  }

  /** Traces the requests of both APIs, and passes them to another observer too. */
  public RequestObserver requests(RequestObserver observer) {
    return new TracedRequests(spans, observer);
  }

  /** The storage with traced units of work. */
  public UnitOfWork storage(UnitOfWork storage) {
    return new TracedUnitOfWork(spans, storage, database);
  }

  /** The files with tracing. */
  public PictureFiles files(PictureFiles files) {
    return new TracedPictureFiles(spans, files);
  }

  /** The image processor with tracing. */
  public ImageProcessor processor(ImageProcessor processor) {
    return new TracedImageProcessor(spans, processor);
  }

  /** The number of spans lost because the collector is too slow. */
  public long spansWithoutRoom() {
    return lost.withoutRoom();
  }

  /** The number of spans lost because the collector was unreachable or refused them. */
  public long spansUndelivered() {
    return lost.undelivered();
  }

  /** Exports the queued spans, with a time limit. */
  @Override
  public void close() {
    CompletableResultCode closed =
        provider.shutdown().join(FLUSH_MAX.toMillis(), TimeUnit.MILLISECONDS);
    if (!closed.isDone()) {
      LOG.warn("the last traces were not delivered in time");
    }
  }
}
