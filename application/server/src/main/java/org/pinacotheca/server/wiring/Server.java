package org.pinacotheca.server.wiring;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.embedded.assembly.Sweep;
import org.pinacotheca.http.RestApi;
import org.pinacotheca.http.admin.AdminAuthentication;
import org.pinacotheca.http.admin.MetricsPage;
import org.pinacotheca.http.console.WebConsole;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.rpc.RpcApi;
import org.pinacotheca.rpc.settings.RpcSettings;
import org.pinacotheca.rpc.wire.RequestLimits;
import org.pinacotheca.server.config.BadSettingException;
import org.pinacotheca.server.config.Logging;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.StartFailedException;
import org.pinacotheca.server.limits.ConnectionLimit;
import org.pinacotheca.server.limits.OverdueConnections;
import org.pinacotheca.server.limits.ServerCapacity;
import org.pinacotheca.server.metrics.AccessLog;
import org.pinacotheca.server.metrics.Metrics;
import org.pinacotheca.server.metrics.SweepCounts;
import org.pinacotheca.transport.Capacity;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.TrustedProxies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: both APIs at one address, over one gallery. Thread-safe. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Duration DRAIN_MAX = Duration.ofSeconds(10);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);
  private static final Duration REFUSALS_REPORTED_EVERY = Duration.ofSeconds(1);
  private static final Duration OVERDUE_EVERY = Duration.ofMillis(10);
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final int REQUEST_LINE_MAX = 65_536;
  private static final int HEADERS_MAX = 16_384;
  private static final int IDLE_SECONDS_MAX = 120;

  /** Larger than usual, because each chunk of an upload wakes the thread that reads it. */
  private static final int BODY_CHUNK_MAX = 32 * 1024;

  private static final String LIBRARIES = "io.netty.native.workdir";
  private static final Duration FIRST_HEAD_MAX = Duration.ofSeconds(30);

  /** A body may take ten minutes to arrive, and its reply some more to be read. */
  private static final Duration NEXT_HEAD_MAX = Duration.ofMinutes(15);

  private final ServerConfig config;
  private final Wiring wiring;
  private final Metrics metrics;
  private final AccessLog traffic;
  private final ConnectionLimit connections;
  private final Sweep sweep;
  private final Vertx vertx;
  private final List<HttpServer> listeners = new CopyOnWriteArrayList<>();
  private volatile int port;

  private Server(ServerConfig config, Wiring wiring, Metrics metrics) {
    this.config = config;
    this.wiring = wiring;
    this.metrics = metrics;
    this.traffic = new AccessLog(metrics);
    this.connections = ConnectionLimit.withinFiles(config.connectionsMax());
    metrics.watch(connections);
    this.sweep =
        new Sweep(
            wiring.gallery().operations(), config.media().location(), new SweepCounts(metrics));
    this.vertx = vertx(config.data().resolve("native"));
    this.port = config.port();
  }

  /**
   * Creates Vert.x with a native transport if available, otherwise Java's.
   *
   * @param libraries where its library is unpacked; a temporary directory may be missing
   */
  private static Vertx vertx(Path libraries) {
    if (System.getProperty(LIBRARIES) == null) {
      System.setProperty(LIBRARIES, libraries.toString());
    }
    // Vert.x serves nothing from the class path, which would need a temporary directory.
    FileSystemOptions files =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    return Vertx.vertx(
        new VertxOptions().setPreferNativeTransport(true).setFileSystemOptions(files));
  }

  /**
   * Opens the storage and listens.
   *
   * @throws BadSettingException when the data directory is unusable
   * @throws StartFailedException when the database cannot be reached or the port is in use
   */
  public static Server start(ServerConfig config) {
    Metrics metrics = new Metrics();
    Wiring wiring = Wiring.of(config, metrics);
    Server server = new Server(config, wiring, metrics);
    try {
      server.listen();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    LOG.info("images: {}", wiring.processor().describe());
    LOG.info("connections: {}, at most {} at a time", server.transport(), server.connections.max());
    return server;
  }

  private String transport() {
    Throwable reason = vertx.unavailableNativeTransportCause();
    if (vertx.isNativeTransportEnabled()) {
      return "the system's own transport";
    }
    return "Java's transport" + (reason == null ? "" : ", since " + reason.getMessage());
  }

  /** The token of the admin API. */
  public String adminToken() {
    return wiring.adminToken();
  }

  public Gallery gallery() {
    return wiring.gallery();
  }

  /** The public URL of the server. */
  public String url() {
    return config.publicUrl().orElseGet(this::boundUrl);
  }

  private String boundUrl() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return "http://" + host + ":" + port;
  }

  private void listen() {
    ServerCapacity capacity = ServerCapacity.of(config, connections::open, wiring.roomCheck());
    capacity.all().forEach(metrics::watch);
    metrics.watch(capacity.slots());
    vertx.setPeriodic(OVERDUE_EVERY.toMillis(), _ -> capacity.refuseOverdue());
    vertx.setPeriodic(REFUSALS_REPORTED_EVERY.toMillis(), _ -> traffic.tellRefusals());
    RequestObserver requests = requests();
    listen(router(capacity.shared(), requests), requests);
    vertx.setPeriodic(SWEEP_EVERY.toMillis(), _ -> sweep(capacity.operations()));
  }

  private Router router(Capacity capacity, RequestObserver requests) {
    RestSettings rest =
        RestSettings.of(this::url, wiring.spool())
            .withRequestBytesMax(config.requestBytesMax())
            .withAdminToken(wiring.adminToken())
            .withBackup(wiring.backup())
            .withReadinessCheck("disk", wiring.diskCheck())
            .withAllowedOrigins(Set.copyOf(config.corsOrigins()))
            .withTrustedProxies(config.trustedProxies())
            .withObserver(requests);
    if (config.identityProvider().isPresent()) {
      rest = rest.withIdentityProvider(config.identityProvider().get());
    }
    if (config.creditsShop().isPresent()) {
      rest = rest.withCreditsShop(config.creditsShop().get());
    }
    if (config.isRegistrationOpen()) {
      rest = rest.withOpenRegistration();
    }
    if (config.mediaMemory() > 0) {
      rest = rest.withMediaMemoryBytes(config.mediaMemory());
    }
    RequestLimits limits = RequestLimits.STANDARD.withRequestBytesMax(config.requestBytesMax());
    RpcSettings rpc =
        new RpcSettings(this::url, wiring.spool(), limits, config.trustedProxies(), requests);
    try {
      Router router = Router.router(vertx);
      metrics.watch(RestApi.mount(router, vertx, gallery(), capacity, rest).mediaMemory());
      RpcApi.mount(router, vertx, gallery(), capacity, rpc);
      WebConsole.of(rest).mount(router, vertx);
      metricsPage(requests).ifPresent(page -> page.mount(router, vertx, capacity));
      router.route().handler(RestApi.notFound(vertx, requests));
      return router;
    } catch (IOException e) {
      throw new BadSettingException(
          "the directory '" + wiring.spool() + "' cannot be used: " + e.getMessage());
    }
  }

  private RequestObserver requests() {
    RequestObserver observer = RequestObserver.atEnd(traffic::served);
    return wiring.traces().map(it -> it.requests(observer)).orElse(observer);
  }

  private Optional<MetricsPage> metricsPage(RequestObserver requests) {
    TrustedProxies proxies = new TrustedProxies(config.trustedProxies());
    AdminAuthentication admin =
        new AdminAuthentication(wiring.adminToken(), wiring.gallery().rates());
    return switch (config.metrics()) {
      case OPEN -> Optional.of(new MetricsPage(metrics::text, Optional.empty(), proxies, requests));
      case ADMIN ->
          Optional.of(new MetricsPage(metrics::text, Optional.of(admin), proxies, requests));
      case OFF -> Optional.empty();
    };
  }

  /** Listens on one event loop for each processor. */
  private void listen(Router router, RequestObserver requests) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(REQUEST_LINE_MAX)
            .setMaxHeaderSize(HEADERS_MAX)
            .setMaxChunkSize(BODY_CHUNK_MAX)
            // Without WebSockets, whose handlers would check every request.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setIdleTimeout(IDLE_SECONDS_MAX);
    SocketAddress address =
        config.port() == 0
            ? SocketAddress.sharedRandomPort(1, config.host())
            : SocketAddress.inetSocketAddress(config.port(), config.host());
    DeploymentOptions everyLoop =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    try {
      await(
          vertx.deployVerticle(() -> new Listener(options, address, router, requests), everyLoop),
          START_MAX);
    } catch (ExecutionException e) {
      throw new StartFailedException(listenFailure(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new StartFailedException("cannot listen on " + boundUrl() + " in time", e);
    }
  }

  private String listenFailure(@Nullable Throwable cause) {
    String where = config.host() + " port " + port;
    String reason = cause == null ? "for an unknown reason" : String.valueOf(cause.getMessage());
    return cause instanceof BindException && reason.contains("in use")
        ? where + " is in use by another program; choose another with --port"
        : "cannot listen on " + where + ": " + reason;
  }

  private void sweep(Executor operations) {
    try {
      operations.execute(sweep::run);
    } catch (RejectedExecutionException _) {
      LOG.info("the sweep was put off: the server is busy");
    }
  }

  /** Logs that the server listens, and shuts it down when the process is asked to stop. */
  public void stopWithProcess(PrintStream out) {
    stopWithProcess(out, () -> {});
  }

  /** As above, with a task to run when the server has stopped. */
  public void stopWithProcess(PrintStream out, Runnable afterwards) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close();
                  afterwards.run();
                  Logging.flush();
                  // A requested stop is not a failure.
                  Runtime.getRuntime().halt(0);
                },
                "stop"));
    out.println("Pinacotheca listening on " + boundUrl());
    out.flush();
  }

  /** Accepts no more requests, finishes those in progress, and closes the storage. */
  @Override
  public void close() {
    try {
      List<Future<Void>> drained =
          listeners.stream()
              .map(it -> it.shutdown(DRAIN_MAX.toSeconds(), TimeUnit.SECONDS))
              .toList();
      await(Future.join(drained), DRAIN_MAX.plusSeconds(2));
      await(vertx.close(), DRAIN_MAX);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("requests were cut off", e);
    } finally {
      traffic.tellRefusals();
      wiring.close();
      metrics.close();
    }
  }

  private static void await(Future<?> future, Duration timeout)
      throws ExecutionException, TimeoutException {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    }
  }

  /** Listens on the event loop it is deployed on. */
  private final class Listener extends VerticleBase {
    private final HttpServerOptions options;
    private final SocketAddress address;
    private final Router router;
    private final RequestObserver requests;

    private Listener(
        HttpServerOptions options, SocketAddress address, Router router, RequestObserver requests) {
      this.options = options;
      this.address = address;
      this.router = router;
      this.requests = requests;
    }

    @Override
    public Future<?> start() {
      return new OverdueConnections(vertx, FIRST_HEAD_MAX, NEXT_HEAD_MAX, connections)
          .server(options, router)
          .invalidRequestHandler(RestApi.malformed(vertx, requests))
          .listen(address)
          .onSuccess(bound -> {
            port = bound.actualPort();
            listeners.add(bound);
          });
    }
  }
}
