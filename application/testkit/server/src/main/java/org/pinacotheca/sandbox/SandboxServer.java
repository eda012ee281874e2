package org.pinacotheca.sandbox;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.http.RestApi;
import org.pinacotheca.http.console.WebConsole;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.rpc.RpcApi;
import org.pinacotheca.rpc.settings.RpcSettings;
import org.pinacotheca.rpc.wire.RequestLimits;
import org.pinacotheca.sandbox.world.ExampleWorld;
import org.pinacotheca.transport.Capacity;
import org.pinacotheca.transport.StrictHttp;

/**
 * A server of both APIs and the web console over a gallery in memory, whose time stands still.
 * Whatever it answers is decided by its seed and the requests before. All requests are served by
 * one event loop. Thread-safe.
 */
public final class SandboxServer implements AutoCloseable {
  private static final int REQUEST_LINE_MAX = 65_536;
  private static final int HEADERS_MAX = 16_384;

  private final SandboxSettings settings;
  private final Path directory;
  private final SandboxImages images;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Vertx vertx;
  private final Router control;
  private volatile Running running;
  private @Nullable OperationNames operations;
  private volatile int port;

  /** The gallery of now, with its APIs, which are deployed so that their timers can be ended. */
  private record Running(SandboxGallery gallery, Router router, String deployment) {}

  private SandboxServer(SandboxSettings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
    this.port = settings.port();
    this.images = new SandboxImages();
    // Both take some tenths of a second in a fresh process.
    CompletableFuture<SandboxGallery> gallery =
        CompletableFuture.supplyAsync(() -> SandboxGallery.of(settings.seed(), images), workers);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    this.control = new SandboxApi(this).router(vertx);
    this.running = deploy(gallery.join());
  }

  /**
   * Starts a sandbox.
   *
   * @throws UncheckedIOException when the port is in use or there is no room for temporary files
   */
  public static SandboxServer start(SandboxSettings settings) {
    Path directory;
    try {
      directory = Files.createTempDirectory("pinacotheca-sandbox-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary directory: " + e.getMessage(), e);
    }
    SandboxServer server = new SandboxServer(settings, directory);
    try {
      server.listen();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void listen() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setMaxInitialLineLength(REQUEST_LINE_MAX)
            .setMaxHeaderSize(HEADERS_MAX)
            // Only connections of HTTP/1 are recorded.
            .setHttp2ClearTextEnabled(false);
    HttpServer server;
    try {
      server =
          await(
              vertx
                  .createHttpServer(options)
                  .connectionHandler(connection -> {
                    StrictHttp.enforce(connection, options);
                    WireTap.record(connection, () -> running.gallery.requests());
                  })
                  .requestHandler(this::handle)
                  .invalidRequestHandler(request ->
                      RestApi.malformed(vertx, new SandboxObserver(running.gallery))
                          .handle(request))
                  .listen());
    } catch (CompletionException e) {
      throw new UncheckedIOException(
          new IOException(
              "cannot listen on " + settings.host() + " port " + port + ": " + reason(e), e));
    }
    port = server.actualPort();
    images.load(directory.resolve("native"));
  }

  private static String reason(CompletionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  private void handle(HttpServerRequest request) {
    Router router = SandboxApi.serves(request.uri()) ? control : running.router;
    router.handle(request);
  }

  private Running deploy(SandboxGallery gallery) {
    Apis apis = new Apis(gallery);
    return new Running(gallery, apis.router, await(vertx.deployVerticle(apis)));
  }

  /** Waits on any thread but the event loop. */
  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  /** Begins again with the seed that it was started with. */
  public void reset() {
    reset(settings.seed());
  }

  /** Begins again with a seed. Requests in progress end in the gallery of before. */
  public synchronized void reset(long seed) {
    Running before = running;
    running = deploy(SandboxGallery.of(seed, images));
    await(vertx.undeploy(before.deployment));
  }

  SandboxGallery gallery() {
    return running.gallery;
  }

  /** The operations of both APIs, found out when they are first needed. */
  synchronized OperationNames operations() {
    if (operations == null) {
      operations = new OperationNames(running.gallery.gallery());
    }
    return operations;
  }

  /** The members, tokens and albums that it begins with. */
  public ExampleWorld world() {
    return running.gallery.world();
  }

  /** The token of the admin API. */
  public String adminToken() {
    return running.gallery.adminToken();
  }

  /** The address of the server, without a slash at its end. */
  public String url() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "http://" + host + ":" + port;
  }

  @Override
  public void close() {
    await(vertx.close());
    workers.close();
    images.close();
    try (Stream<Path> files = Files.walk(directory)) {
      // Not every system lets a library go that is loaded.
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Both APIs and the console over one gallery. */
  private final class Apis extends VerticleBase {
    private final SandboxGallery gallery;
    private final Router router = Router.router(vertx);

    private Apis(SandboxGallery gallery) {
      this.gallery = gallery;
    }

    @Override
    public Future<?> start() throws IOException {
      SandboxObserver observer = new SandboxObserver(gallery);
      Path spool = directory.resolve("spool");
      RestSettings rest =
          RestSettings.of(SandboxServer.this::url, spool)
              .withAdminToken(gallery.adminToken())
              .withAllowedOrigins(Set.of("*"))
              .withClock(gallery.clock())
              // A file from memory is sent at once, also where it should be slow.
              .withMediaMemoryBytes(0)
              .withObserver(observer);
      RpcSettings rpc =
          new RpcSettings(
              SandboxServer.this::url, spool, RequestLimits.STANDARD, List.of(), observer);
      Capacity capacity = Capacity.of(workers);
      RestApi.mount(router, vertx, gallery.gallery(), capacity, rest);
      RpcApi.mount(router, vertx, gallery.gallery(), capacity, rpc);
      WebConsole.ofSandbox(SandboxServer.this::url, observer).mount(router, vertx);
      router.route().handler(RestApi.notFound(vertx, observer));
      return Future.succeededFuture();
    }
  }
}
