package org.pinacotheca.server.limits;

import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.transport.Capacity;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.SpoolRoom;

/**
 * The capacity of a server, divided by kind of work: uploads never delay reads, and operators are
 * served whatever the load. Thread-safe.
 *
 * @param requests database work: the reads and writes of both APIs
 * @param uploads received pictures, processed and stored
 * @param media chunks of pictures being sent
 * @param operations readiness, metrics and the admin API
 * @param spool the disk room for uploads in progress
 * @param slots the transfer slots of clients
 */
public record ServerCapacity(
    Admission requests,
    Admission uploads,
    Admission media,
    Admission operations,
    SpoolRoom spool,
    ClientSlots slots) {
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
   * Creates the capacity of a server's configuration.
   *
   * @param connections the current number of connections, each with one request at a time
   * @param diskCheck throws when the disk has no room for uploads
   */
  public static ServerCapacity of(
      ServerConfig config, IntSupplier connections, Runnable diskCheck) {
    return new ServerCapacity(
        admission("request", requests(config), connections),
        admission("upload", uploads(config), connections),
        admission("media", steady(MEDIA_MAX, MEDIA_WAITING_MAX, config.waitMax()), connections),
        admission(
            "operation",
            steady(OPERATIONS_MAX, OPERATIONS_WAITING_MAX, OPERATIONS_WAIT_MAX),
            connections),
        new SpoolRoom((int) (config.spoolBytesMax() >> 20), diskCheck),
        ClientSlots.of(Runtime.getRuntime().maxMemory(), System::nanoTime));
  }

  private static Admission admission(
      String name, Admission.Limits limits, IntSupplier connections) {
    return new Admission(name, limits, connections, System::nanoTime);
  }

  /**
   * As much concurrency as increases throughput. During overload, the embedded database runs one
   * task per processor, and as many wait.
   */
  private static Admission.Limits requests(ServerConfig config) {
    int connections = config.databaseConnections();
    int connected = connections - Math.max(1, connections / CONNECTION_SHARE);
    int processors = Runtime.getRuntime().availableProcessors();
    int suitable =
        config.postgresql().isPresent()
            ? connected
            : Math.min(connected, Math.max(EMBEDDED_MIN, EMBEDDED_PER_PROCESSOR * processors));
    int running = config.requestsMax() > 0 ? config.requestsMax() : suitable;
    int embedded = Math.min(running, processors);
    Admission.Room overloaded =
        config.postgresql().isPresent()
            ? new Admission.Room(running, running / RUNNING_FOR_EACH_WAITING)
            : new Admission.Room(embedded, embedded);
    return new Admission.Limits(
        new Admission.Room(running, config.requestsWaitingMax()), overloaded, config.waitMax());
  }

  private static Admission.Limits uploads(ServerConfig config) {
    int pictures = 2 * config.imageThreads() + config.imageQueueMax();
    Admission.Room room = new Admission.Room(UPLOADS_PER_PICTURE * pictures, 0);
    return new Admission.Limits(room, room, config.waitMax());
  }

  private static Admission.Limits steady(int running, int waiting, Duration waitMax) {
    return new Admission.Limits(
        new Admission.Room(running, waiting),
        new Admission.Room(running, running / RUNNING_FOR_EACH_WAITING),
        waitMax);
  }

  public List<Admission> all() {
    return List.of(requests, uploads, media, operations);
  }

  /** Refuses tasks that have waited too long, of all kinds. */
  public void refuseOverdue() {
    all().forEach(Admission::refuseOverdue);
  }

  /** The capacity as the APIs see it. */
  public Capacity shared() {
    return new Capacity(requests, uploads, media, operations, spool, slots);
  }
}
