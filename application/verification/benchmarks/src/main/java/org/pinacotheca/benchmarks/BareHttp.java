package org.pinacotheca.benchmarks;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Vert.x with nothing on top: answers every request with the same bytes and headers, with the
 * options and as many event loops as the server. Prints its port, and ends when its standard input
 * ends.
 */
public final class BareHttp {
  private BareHttp() {}

  /** Takes the file of the body, and the file of the headers as a JSON object. */
  public static void main(String[] arguments) throws IOException {
    Buffer body = Buffer.buffer(Files.readAllBytes(Path.of(arguments[0])));
    Map<String, Object> headers = new JsonObject(Files.readString(Path.of(arguments[1]))).getMap();
    FileSystemOptions files =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setFileSystemOptions(files));
    HttpServerOptions options =
        new HttpServerOptions().setMaxInitialLineLength(16_384).setIdleTimeout(120);
    vertx
        .deployVerticle(
            () -> new Listener(options, body, headers),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .await();
    while (System.in.read() >= 0) {
      // The starting process holds the other end.
    }
    vertx.close().await();
  }

  private static final class Listener extends VerticleBase {
    private final HttpServerOptions options;
    private final Buffer body;
    private final Map<String, Object> headers;

    private Listener(HttpServerOptions options, Buffer body, Map<String, Object> headers) {
      this.options = options;
      this.body = body;
      this.headers = headers;
    }

    @Override
    public Future<HttpServer> start() {
      return vertx
          .createHttpServer(options)
          .requestHandler(request -> {
            HttpServerResponse response = request.response();
            headers.forEach((name, value) -> response.putHeader(name, (String) value));
            response.end(body);
          })
          .listen(SocketAddress.sharedRandomPort(1, "127.0.0.1"))
          .onSuccess(bound -> System.out.println("port " + bound.actualPort()));
    }
  }
}
