package org.pinacotheca.server.limits;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import org.pinacotheca.http.settings.RestCapacity;
import org.pinacotheca.rpc.settings.RpcCapacity;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.SpoolRoom;

/**
 * The bulkheads of a server, which isolate its kinds of work: uploads never delay reads, and
 * operators are served whatever the load. Thread-safe.
 *
 * @param requests database work: the reads and writes of both APIs
 * @param uploads received pictures, processed and stored
 * @param media chunks of pictures being sent
 * @param operations readiness, metrics and the admin API
 * @param spool the disk room for uploads in progress
 * @param places the transfer slots of clients
 */
public record Bulkheads(
    Bulkhead requests,
    Bulkhead uploads,
    Bulkhead media,
    Bulkhead operations,
    SpoolRoom spool,
    ClientSlots places) {
  /** One in this many database connections is left for uploads and operators. */
  private static final int CONNECTION_SHARE = 4;

  /** The embedded database uses our own processors, and sometimes waits for the disk. */
  private static final int EMBEDDED_PER_PROCESSOR = 2;

  private static final int EMBEDDED_MIN = 4;

  /**
   * Uploads wait in the image processor, whose queue is fair. This limit exceeds that queue, so
   * that nobody can fill it and keep others from the queue.
   */
  private static final int UPLOADS_PER_PICTURE = 4;

  /**
   * During overload, one task may wait for this many running, when another machine or the disk does
   * the work.
   */
  private static final int RUNNING_FOR_EACH_WAITING = 4;

  private static final int MEDIA_MAX = 64;
  private static final int MEDIA_WAITING_MAX = 4096;
  private static final int OPERATIONS_MAX = 8;
  private static final int OPERATIONS_WAITING_MAX = 64;
  private static final Duration OPERATIONS_WAIT_MAX = Duration.ofSeconds(2);

  /**
   * Creates the bulkheads of a server's configuration.
   *
   * @param turns the reading turns of its event loops
   * @param connections the current number of connections, each with one request at a time
   * @param diskCheck throws when the disk has no room for uploads
   */
  public static Bulkheads of(
      ServerConfig config, ReadingTurns turns, IntSupplier connections, Runnable diskCheck) {
    BiFunction<String, Bulkhead.Limits, Bulkhead> bulkhead =
        (name, limits) -> new Bulkhead(name, limits, turns, connections, System::nanoTime);
    return new Bulkheads(
        bulkhead.apply("request", requests(config)),
        bulkhead.apply("upload", uploads(config)),
        bulkhead.apply("media", steady(MEDIA_MAX, MEDIA_WAITING_MAX, config.waitMax())),
        bulkhead.apply(
            "operation", steady(OPERATIONS_MAX, OPERATIONS_WAITING_MAX, OPERATIONS_WAIT_MAX)),
        new SpoolRoom((int) (config.spoolBytesMax() >> 20), diskCheck),
        ClientSlots.of(Runtime.getRuntime().maxMemory(), System::nanoTime));
  }

  /**
   * As much concurrency as increases throughput. During overload, the embedded database runs one
   * task per processor, and none wait.
   */
  private static Bulkhead.Limits requests(ServerConfig config) {
    int connections = config.databaseConnections();
    int connected = connections - Math.max(1, connections / CONNECTION_SHARE);
    int processors = Runtime.getRuntime().availableProcessors();
    int suitable =
        config.postgresql().isPresent()
            ? connected
            : Math.min(connected, Math.max(EMBEDDED_MIN, EMBEDDED_PER_PROCESSOR * processors));
    int running = config.requestsMax() > 0 ? config.requestsMax() : suitable;
    Bulkhead.Room underOverload =
        config.postgresql().isPresent()
            ? new Bulkhead.Room(running, running / RUNNING_FOR_EACH_WAITING)
            : new Bulkhead.Room(Math.min(running, processors), 0);
    return new Bulkhead.Limits(
        new Bulkhead.Room(running, config.requestsWaitingMax()), underOverload, config.waitMax());
  }

  private static Bulkhead.Limits uploads(ServerConfig config) {
    int pictures = 2 * config.imageThreads() + config.imageQueueMax();
    Bulkhead.Room room = new Bulkhead.Room(UPLOADS_PER_PICTURE * pictures, 0);
    return new Bulkhead.Limits(room, room, config.waitMax());
  }

  private static Bulkhead.Limits steady(int running, int waiting, Duration waitMax) {
    Bulkhead.Room room = new Bulkhead.Room(running, waiting);
    return new Bulkhead.Limits(
        room, new Bulkhead.Room(running, running / RUNNING_FOR_EACH_WAITING), waitMax);
  }

  public List<Bulkhead> all() {
    return List.of(requests, uploads, media, operations);
  }

  /** Refuses tasks that have waited too long, in all bulkheads. */
  public void refuseOverdue() {
    all().forEach(Bulkhead::refuseOverdue);
  }

  public RestCapacity rest() {
    return new RestCapacity(
        requests,
        requests.admitted(),
        uploads.admitted(),
        media,
        operations,
        requests::takesMore,
        this::takesUploads,
        spool,
        places);
  }

  public RpcCapacity rpc() {
    return new RpcCapacity(
        requests, uploads.admitted(), requests::takesMore, this::takesUploads, spool, places);
  }

  private boolean takesUploads() {
    return spool.available() > 0 && uploads.letsIn();
  }
}
