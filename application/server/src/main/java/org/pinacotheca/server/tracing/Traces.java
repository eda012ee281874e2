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
import org.pinacotheca.http.settings.RequestObserver;
import org.pinacotheca.rpc.settings.CallObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traces of requests, sent to a collector in the background: what waits to be sent is bounded, and
 * no request waits for it or fails with it. Thread-safe.
 */
public final class Traces implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Traces.class);
  private static final Duration FLUSH_MAX = Duration.ofSeconds(3);

  /** Held, because the logging of the Java platform forgets loggers that nobody holds. */
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
   * Begins to trace. What is not about the collector's address is taken from the environment
   * variables of OpenTelemetry, such as {@code OTEL_TRACES_SAMPLER}.
   *
   * @param collector takes OTLP by HTTP
   * @param version of the program
   * @param database the name of its system, as OpenTelemetry knows it
   * @throws IllegalArgumentException when one of those variables cannot be used
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

  /** Headers for the collector hold what opens it. */
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

  /** Brings what the library has to tell into our log. */
  private static void logWithOurs() {
    if (LIBRARY.getUseParentHandlers()) {
      LIBRARY.setUseParentHandlers(false);
      LIBRARY.addHandler(new LibraryLog());
    }
  }

  /** Traces the requests of the REST door, and lets another observer watch them too. */
  public RequestObserver requests(RequestObserver observer) {
    return new TracedRequests(spans, observer);
  }

  /** Traces the calls of the signed RPC, and lets another observer watch them too. */
  public CallObserver calls(CallObserver observer) {
    return new TracedCalls(spans, observer);
  }

  /** The same storage, whose units of work are told in the traces. */
  public UnitOfWork storage(UnitOfWork storage) {
    return new TracedUnitOfWork(spans, storage, database);
  }

  /** The same files, told in the traces. */
  public PictureFiles files(PictureFiles files) {
    return new TracedPictureFiles(spans, files);
  }

  /** The same studio, told in the traces. */
  public ImageProcessor studio(ImageProcessor studio) {
    return new TracedImageProcessor(spans, studio);
  }

  /** How many spans were lost because the collector takes them more slowly than they come. */
  public long spansWithoutRoom() {
    return lost.withoutRoom();
  }

  /** How many spans were lost because the collector could not be reached or refused them. */
  public long spansUndelivered() {
    return lost.undelivered();
  }

  /** Sends what still waits, for a while. */
  @Override
  public void close() {
    CompletableResultCode closed =
        provider.shutdown().join(FLUSH_MAX.toMillis(), TimeUnit.MILLISECONDS);
    if (!closed.isDone()) {
      LOG.warn("the last traces were not delivered in time");
    }
  }
}
