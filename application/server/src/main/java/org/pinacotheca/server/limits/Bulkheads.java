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
 * What the server works on, kept apart so that no kind of work takes the place of another: uploads
 * never keep readers waiting, and an operator is answered whatever the members do. Thread-safe.
 *
 * @param requests what works with the database: the reads and writes of both doors
 * @param uploads pictures that have arrived, on their way through the studio into the gallery
 * @param media pieces of pictures that are sent
 * @param operations readiness, figures and the admin API
 * @param spool room on the disk for uploads that arrive or wait
 * @param places what may wait for clients
 */
public record Bulkheads(
    Bulkhead requests,
    Bulkhead uploads,
    Bulkhead media,
    Bulkhead operations,
    SpoolRoom spool,
    ClientSlots places) {
  /** Of four connections to the database one is left for uploads and operators. */
  private static final int CONNECTION_SHARE = 4;

  /** The embedded database works on our own processors, and sometimes waits for the disk. */
  private static final int EMBEDDED_PER_PROCESSOR = 2;

  private static final int EMBEDDED_MIN = 4;

  /**
   * Uploads wait in the studio, whose queue is fair. Here pass more than may wait there, so that
   * nobody can fill this room and keep others from that queue.
   */
  private static final int UPLOADS_PER_PICTURE = 4;

  /** Where others do the work, one may wait for so many while there is too much to do. */
  private static final int RUNNING_FOR_EACH_WAITING = 4;

  private static final int MEDIA_MAX = 64;
  private static final int MEDIA_WAITING_MAX = 4096;
  private static final int OPERATIONS_MAX = 8;
  private static final int OPERATIONS_WAITING_MAX = 64;
  private static final Duration OPERATIONS_WAIT_MAX = Duration.ofSeconds(2);

  /**
   * As a server is configured.
   *
   * @param turns in which its requests are read
   * @param connections how many there are now, on each of which one request is served at a time
   * @param diskCheck fails when the disk has no room for uploads
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
   * As many at a time as gain by it; more would only slow each other down. While there is too much
   * to do, the embedded database does one for each processor, and nobody waits.
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

  /** Refuses everywhere whoever has waited too long. */
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
