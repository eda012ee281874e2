package org.pinacotheca.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.pinacotheca.http.media.MediaMemory;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.images.admission.MemoryShare;
import org.pinacotheca.persistence.disk.DiskReserve;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.server.limits.Admission;
import org.pinacotheca.server.limits.ConnectionLimit;
import org.pinacotheca.server.tracing.Traces;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.TransferSlots;

/**
 * The metrics of {@code /metrics}. Every label is a word of a fixed list, so that clients cannot
 * increase their number. Thread-safe.
 */
public final class Metrics implements AutoCloseable {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final Map<Served, Counter> requests = new ConcurrentHashMap<>();
  private final Map<Operation, OperationMeters> operations = new ConcurrentHashMap<>();

  public Metrics() {
    collector.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  private record Operation(String api, String name) {}

  private record Served(Operation operation, int status, String outcome) {}

  private record OperationMeters(Timer duration, Counter bytesSent) {}

  /** Counts a finished request. */
  void request(
      String api, String operation, int status, String outcome, Duration duration, long bytes) {
    Operation key = new Operation(api, operation);
    requests.computeIfAbsent(new Served(key, status, outcome), this::requests).increment();
    OperationMeters meters = operations.computeIfAbsent(key, this::meters);
    meters.duration.record(duration);
    meters.bytesSent.increment((double) bytes);
  }

  private Counter requests(Served served) {
    return Counter.builder("pinacotheca.requests")
        .description("Requests by API, operation, status of HTTP and outcome")
        .tag("api", served.operation.api)
        .tag("operation", served.operation.name)
        .tag("status", Integer.toString(served.status))
        .tag("outcome", served.outcome)
        .register(registry);
  }

  private OperationMeters meters(Operation operation) {
    return new OperationMeters(
        Timer.builder("pinacotheca.request.duration")
            .description("From the request's head to the end of its answer")
            .tag("api", operation.api)
            .tag("operation", operation.name)
            .serviceLevelObjectives(BUCKETS)
            .register(registry),
        Counter.builder("pinacotheca.response")
            .description("Bytes of the answers' bodies")
            .baseUnit("bytes")
            .tag("api", operation.api)
            .tag("operation", operation.name)
            .register(registry));
  }

  /** The duration from the image processor's queue to the stored files, by outcome. */
  Timer pictureDuration(String outcome) {
    return Timer.builder("pinacotheca.picture.duration")
        .description("From joining the image processor's queue to the end of the work on a picture")
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** A counter of events. */
  public Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  /** A counter of events, by outcome. */
  public Counter counter(String name, String description, String outcome) {
    return Counter.builder(name)
        .description(description)
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Registers the load and refusals of a kind of work. */
  public void watch(Admission kind) {
    work(kind, "running", "Tasks in work", Admission::running);
    work(kind, "max", "Tasks that may be in work at a time", it -> it.limits().usual().running());
    work(kind, "waiting", "Tasks that wait for their turn", Admission::waiting);
    work(kind, "waiting.max", "Tasks that may wait", it -> it.limits().usual().waiting());
    FunctionCounter.builder("pinacotheca.work.refused", kind, Admission::refused)
        .description("Tasks refused because there was too much to do")
        .tag("kind", kind.name())
        .register(registry);
  }

  /** Registers the connections of clients. */
  public void watch(ConnectionLimit connections) {
    gauge("pinacotheca.connections.open", "Connections of clients", connections::open);
    gauge("pinacotheca.connections.max", "Connections that may be open", connections::max);
    FunctionCounter.builder(
            "pinacotheca.connections.refused", connections, ConnectionLimit::refusals)
        .description("Connections closed because there were too many")
        .register(registry);
  }

  /** Registers the transfer slots. */
  public void watch(ClientSlots slots) {
    watch("body", slots.bodies());
    watch("picture", slots.pictures());
    watch("answer", slots.answers());
  }

  private void watch(String kind, TransferSlots slots) {
    slots(
        "taken", "Room that is taken by what waits for clients", kind, slots, TransferSlots::taken);
    slots("room", "Room for what may wait for clients", kind, slots, TransferSlots::room);
    lost("too_slow", kind, slots, TransferSlots::tooSlow);
    lost("made_room", kind, slots, TransferSlots::displaced);
    lost("no_room", kind, slots, TransferSlots::refused);
  }

  private void slots(
      String name,
      String description,
      String kind,
      TransferSlots slots,
      ToDoubleFunction<TransferSlots> figure) {
    Gauge.builder("pinacotheca.clients." + name, slots, figure)
        .description(description)
        .tag("kind", kind)
        .strongReference(true)
        .register(registry);
  }

  private void lost(
      String reason, String kind, TransferSlots slots, ToDoubleFunction<TransferSlots> figure) {
    FunctionCounter.builder("pinacotheca.clients.lost", slots, figure)
        .description("Clients who lost their slot or got none")
        .tag("kind", kind)
        .tag("reason", reason)
        .register(registry);
  }

  private void work(
      Admission kind, String name, String description, ToDoubleFunction<Admission> figure) {
    Gauge.builder("pinacotheca.work." + name, kind, figure)
        .description(description)
        .tag("kind", kind.name())
        .strongReference(true)
        .register(registry);
  }

  /** Registers the queue of pictures. */
  public void watch(PooledImageProcessor processor) {
    gauge("pinacotheca.images.working", "Pictures in work", () -> processor.load().working());
    gauge(
        "pinacotheca.images.permits",
        "Pictures worked on at a time",
        () -> processor.load().places());
    gauge("pinacotheca.images.waiting", "Pictures in the queue", () -> processor.load().waiting());
    gauge(
        "pinacotheca.images.waiting.max",
        "Pictures that may wait",
        () -> processor.load().waitingMax());
    imageMemory("heap", processor, MemoryShare::heapBytes);
    imageMemory("native", processor, MemoryShare::nativeBytes);
    FunctionCounter.builder("pinacotheca.images.refused", processor, it -> it.load().refused())
        .description("Pictures refused because there was no room for them in time")
        .register(registry);
  }

  private void imageMemory(
      String kind, PooledImageProcessor processor, ToDoubleFunction<MemoryShare> part) {
    Gauge.builder(
            "pinacotheca.images.memory.reserved",
            processor,
            it -> part.applyAsDouble(it.load().reserved()))
        .description("Memory reserved for the pictures in work")
        .baseUnit("bytes")
        .tag("kind", kind)
        .strongReference(true)
        .register(registry);
    Gauge.builder(
            "pinacotheca.images.memory.max",
            processor,
            it -> part.applyAsDouble(it.load().memory()))
        .description("Memory that pictures in work may take together")
        .baseUnit("bytes")
        .tag("kind", kind)
        .strongReference(true)
        .register(registry);
  }

  /** Registers the database connections. */
  public void watch(JdbiStorage storage) {
    connections("active", pool -> pool.active(), storage);
    connections("idle", pool -> pool.idle(), storage);
    gauge(
        "pinacotheca.database.connections.max",
        "Connections that may be open",
        () -> storage.connections().max());
    gauge(
        "pinacotheca.database.connections.awaited",
        "Units of work that wait for a connection",
        () -> storage.connections().awaited());
  }

  /** Registers the cache of picture files. */
  public void watch(MediaMemory memory) {
    Gauge.builder("pinacotheca.media.memory", memory, MediaMemory::bytes)
        .description("Memory of cached picture files")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
    Gauge.builder("pinacotheca.media.memory.max", memory, MediaMemory::bytesMax)
        .description("Memory that cached picture files may take")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder("pinacotheca.media.memory.found", memory, MediaMemory::found)
        .description("Requests for pictures that were answered from memory")
        .register(registry);
  }

  /** Registers the free space of the disks. */
  public void watch(DiskReserve room) {
    for (String name : room.spaces().keySet()) {
      Gauge.builder("pinacotheca.disk.free", room, it -> free(it, name))
          .baseUnit("bytes")
          .description("Room left on the disk")
          .tag("holds", name)
          .strongReference(true)
          .register(registry);
    }
  }

  private static double free(DiskReserve room, String name) {
    DiskReserve.Space space = room.spaces().get(name);
    return space == null ? Double.NaN : space.free();
  }

  private void connections(
      String state, ToDoubleFunction<JdbiStorage.Connections> figure, JdbiStorage storage) {
    Gauge.builder(
            "pinacotheca.database.connections",
            storage,
            it -> figure.applyAsDouble(it.connections()))
        .description("Connections to the database")
        .tag("state", state)
        .strongReference(true)
        .register(registry);
  }

  /** Registers the lost spans. */
  public void watch(Traces traces) {
    lostSpans(traces, "no_room", Traces::spansWithoutRoom);
    lostSpans(traces, "not_delivered", Traces::spansUndelivered);
  }

  private void lostSpans(Traces traces, String reason, ToDoubleFunction<Traces> figure) {
    FunctionCounter.builder("pinacotheca.traces.spans.lost", traces, figure)
        .description("Spans that the collector of traces never got")
        .tag("reason", reason)
        .register(registry);
  }

  /** Registers the totals of the ledger. */
  public void watch(LedgerTotals ledger) {
    gauge("pinacotheca.ledger.granted.credits", "Credits ever granted", ledger::granted);
    gauge("pinacotheca.ledger.held.credits", "Credits on all accounts", ledger::held);
  }

  private void gauge(String name, String description, Supplier<Number> figure) {
    Gauge.builder(name, figure).description(description).strongReference(true).register(registry);
  }

  /** All metrics in the text format of Prometheus. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}
