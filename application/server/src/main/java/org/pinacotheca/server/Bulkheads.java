package org.pinacotheca.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.pinacotheca.http.RestCapacity;
import org.pinacotheca.rpc.RpcCapacity;

/**
 * What the server works on, kept apart so that no kind of work takes the place of another: uploads
 * never keep readers waiting, and an operator is answered whatever the members do. Thread-safe.
 *
 * @param requests what works with the database: the reads and writes of both doors
 * @param uploads pictures that have arrived, on their way through the studio into the gallery
 * @param media pieces of pictures that are sent
 * @param operations readiness, figures and the admin API
 * @param spoolMebibytes room on the disk for uploads that arrive or wait
 */
record Bulkheads(
    Bulkhead requests,
    Bulkhead uploads,
    Bulkhead media,
    Bulkhead operations,
    Semaphore spoolMebibytes) {
  /** Of four connections to the database one is left for uploads and operators. */
  private static final int CONNECTION_SHARE = 4;

  /** The embedded database works on our own processors, and sometimes waits for the disk. */
  private static final int EMBEDDED_PER_PROCESSOR = 2;

  private static final int EMBEDDED_MIN = 4;

  /** A second upload is read and written while the first is in the studio. */
  private static final int UPLOADS_PER_STUDIO_PLACE = 2;

  private static final int MEDIA_MAX = 64;
  private static final int MEDIA_WAITING_MAX = 4096;
  private static final int OPERATIONS_MAX = 8;
  private static final int OPERATIONS_WAITING_MAX = 64;
  private static final Duration OPERATIONS_WAIT_MAX = Duration.ofSeconds(2);

  static Bulkheads of(ServerConfig config) {
    return new Bulkheads(
        bulkhead(
            "request",
            requestsMax(config),
            Integer.getInteger("ov.req", 1),
            config.requestsWaitingMax(),
            config.waitMax()),
        bulkhead(
            "upload",
            config.imageThreads() * UPLOADS_PER_STUDIO_PLACE,
            Integer.getInteger("ov.up", config.imageThreads()),
            config.imageQueueMax(),
            config.waitMax()),
        bulkhead("media", MEDIA_MAX, MEDIA_MAX, MEDIA_WAITING_MAX, config.waitMax()),
        bulkhead(
            "operation",
            OPERATIONS_MAX,
            OPERATIONS_MAX,
            OPERATIONS_WAITING_MAX,
            OPERATIONS_WAIT_MAX),
        new Semaphore((int) (config.spoolBytesMax() >> 20)));
  }

  /** As many at a time as gain by it; more would only slow each other down. */
  private static int requestsMax(ServerConfig config) {
    if (config.requestsMax() > 0) {
      return config.requestsMax();
    }
    int connections = config.databaseConnections();
    int connected = connections - Math.max(1, connections / CONNECTION_SHARE);
    int processors = Runtime.getRuntime().availableProcessors();
    return config.postgresql().isPresent()
        ? connected
        : Math.min(connected, Math.max(EMBEDDED_MIN, EMBEDDED_PER_PROCESSOR * processors));
  }

  private static Bulkhead bulkhead(
      String name, int runningMax, int underOverload, int waitingMax, Duration waitMax) {
    return new Bulkhead(name, new Bulkhead.Limits(runningMax, underOverload, waitingMax, waitMax));
  }

  List<Bulkhead> all() {
    return List.of(requests, uploads, media, operations);
  }

  /** Refuses everywhere whoever has waited too long. */
  void refuseOverdue() {
    all().forEach(Bulkhead::refuseOverdue);
  }

  RestCapacity rest() {
    return new RestCapacity(
        requests,
        requests.admitted(),
        uploads.admitted(),
        media,
        operations,
        requests::takesMore,
        this::takesUploads,
        spoolMebibytes);
  }

  RpcCapacity rpc() {
    return new RpcCapacity(
        requests, uploads.admitted(), requests::takesMore, this::takesUploads, spoolMebibytes);
  }

  private boolean takesUploads() {
    return uploads.letsIn() && spoolMebibytes.availablePermits() > 0;
  }
}
