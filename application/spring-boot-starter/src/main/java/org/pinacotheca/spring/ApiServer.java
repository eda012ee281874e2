package org.pinacotheca.spring;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.http.RestApi;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.rpc.RpcApi;
import org.pinacotheca.rpc.settings.RpcSettings;
import org.pinacotheca.transport.StrictHttp;

/** A server of both APIs, beside the server of the application. Thread-safe. */
public final class ApiServer implements AutoCloseable {
  private static final int REQUEST_LINE_MAX = 65_536;
  private static final long WAIT_SECONDS_MAX = 30;

  private final GalleryProperties.Api properties;
  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService useCases = Executors.newVirtualThreadPerTaskExecutor();
  private volatile int port;

  private ApiServer(GalleryProperties.Api properties) {
    this.properties = properties;
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException when the port is in use, or uploads cannot be stored
   */
  static ApiServer start(Gallery gallery, GalleryProperties properties) {
    ApiServer server = new ApiServer(properties.api());
    try {
      server.listen(gallery, spool(properties));
      return server;
    } catch (IOException e) {
      server.close();
      throw new IllegalStateException("the directory for uploads cannot be used", e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Path spool(GalleryProperties properties) throws IOException {
    return properties.inMemory()
        ? Files.createTempDirectory("pinacotheca-spool-")
        : properties.directory().resolve("spool");
  }

  private void listen(Gallery gallery, Path spool) throws IOException {
    Router apis = Router.router(vertx);
    RestSettings rest = RestSettings.of(this::url, spool);
    String adminToken = properties.adminToken();
    if (adminToken != null) {
      rest = rest.withAdminToken(adminToken);
    }
    RestApi.mount(apis, vertx, gallery, useCases, rest);
    RpcApi.mount(apis, vertx, gallery, useCases, RpcSettings.of(this::url, spool));
    Router host = apis;
    if (!properties.prefix().isEmpty()) {
      host = Router.router(vertx);
      host.route(properties.prefix() + "/*").subRouter(apis);
    }
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(properties.host())
            .setPort(properties.port())
            .setMaxInitialLineLength(REQUEST_LINE_MAX);
    HttpServer server =
        await(
            vertx
                .createHttpServer(options)
                .connectionHandler(connection -> StrictHttp.enforce(connection, options))
                .requestHandler(host)
                .listen());
    port = server.actualPort();
  }

  /** The address for clients, with the prefix. */
  public String url() {
    String publicUrl = properties.publicUrl();
    return publicUrl == null
        ? "http://" + properties.host() + ":" + port + properties.prefix()
        : publicUrl;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the server of the gallery's APIs: " + e.getMessage(), e);
    }
  }

  /** Ends requests in progress. */
  @Override
  public void close() {
    try (useCases) {
      await(vertx.close());
    }
  }
}
