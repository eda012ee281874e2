package org.pinacotheca.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.http.admin.AdminApi;
import org.pinacotheca.http.admin.HealthHandler;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.CrossOrigin;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.media.MediaHandler;
import org.pinacotheca.http.media.MediaMemory;
import org.pinacotheca.http.oauth.AuthorizeHandler;
import org.pinacotheca.http.oauth.ConsentCalls;
import org.pinacotheca.http.oauth.OAuthHandler;
import org.pinacotheca.http.oauth.OAuthMetadata;
import org.pinacotheca.http.openapi.DocsHandler;
import org.pinacotheca.http.openapi.OpenApiHandler;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.sharing.SharePage;
import org.pinacotheca.http.signin.CreditsCalls;
import org.pinacotheca.http.signin.PageCall;
import org.pinacotheca.http.signin.SessionHandler;
import org.pinacotheca.http.signin.SignInCalls;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.transport.Capacity;
import org.pinacotheca.transport.MountedPath;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.TrustedProxies;

/**
 * The REST API: {@code /v1}, {@code /OAuth/token}, {@code /admin/v1}, {@code /media}, {@code /s},
 * {@code /health}, {@code /openapi.json} with {@code /docs}, and {@code /postman.json}. Requests to
 * any other path go to the next routes.
 */
public final class RestApi {
  private static final Duration SLOW_EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Capacity capacity;
  private final RestOperations operations;
  private final Optional<AdminApi> admin;
  private final MediaHandler media;
  private final SharePage share;
  private final OAuthHandler oauth;
  private final SessionHandler session;
  private final AuthorizeHandler authorize;
  private final OAuthMetadata oauthMetadata;
  private final HealthHandler health;
  private final OpenApiHandler description;
  private final OpenApiHandler postman;
  private final DocsHandler docs = new DocsHandler();
  private final CrossOrigin crossOrigin;
  private final Authentication authentication;
  private final TrustedProxies proxies;
  private final RequestObserver observer;

  private RestApi(Vertx vertx, Gallery gallery, Capacity capacity, RestSettings settings) {
    this.vertx = vertx;
    this.capacity = capacity;
    authentication = new Authentication(vertx, gallery, settings);
    operations =
        new RestOperations(gallery, authentication, settings, capacity, spool(settings, capacity));
    admin = settings.adminToken().map(token -> new AdminApi(gallery, settings, token));
    media = new MediaHandler(gallery, authentication, settings, capacity.slots().pictures());
    share = new SharePage(gallery, authentication, settings.publicUrl());
    oauth = new OAuthHandler(gallery, authentication, settings);
    session = new SessionHandler(authentication, settings, calls(gallery, settings));
    authorize = new AuthorizeHandler(gallery, authentication, settings.publicUrl());
    oauthMetadata = new OAuthMetadata(settings.publicUrl());
    health = new HealthHandler(gallery, settings);
    description = OpenApiHandler.ofDescription(settings.publicUrl());
    postman = OpenApiHandler.ofPostman(settings.publicUrl());
    crossOrigin = new CrossOrigin(settings.allowedOrigins());
    proxies = new TrustedProxies(settings.trustedProxies());
    observer = settings.observer();
  }

  private Map<String, PageCall> calls(Gallery gallery, RestSettings settings) {
    Map<String, PageCall> calls =
        new HashMap<>(new SignInCalls(gallery, authentication, settings).all());
    calls.putAll(new ConsentCalls(gallery).all());
    calls.putAll(new CreditsCalls(gallery, settings).all());
    return calls;
  }

  private static Spool spool(RestSettings settings, Capacity capacity) {
    try {
      return new Spool(settings.spoolDirectory(), capacity.spool());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Mounts the API at the root of a server, or below a prefix by {@code
   * host.route("/gallery/*").subRouter(router)}, before any handler that reads bodies. The public
   * URL of the settings includes the prefix. Several event loops may use the router.
   *
   * @param executor gives each task a thread of its own, and throws {@link
   *     java.util.concurrent.RejectedExecutionException} when there is no room
   * @return the mounted API
   * @throws UncheckedIOException when the spool directory cannot be created
   */
  public static RestApi mount(
      Router router, Vertx vertx, Gallery gallery, Executor executor, RestSettings settings) {
    return mount(router, vertx, gallery, Capacity.of(executor), settings);
  }

  /** As above, with limits for each kind of work, and tasks that may wait. */
  public static RestApi mount(
      Router router, Vertx vertx, Gallery gallery, Capacity capacity, RestSettings settings) {
    RestApi api = new RestApi(vertx, gallery, capacity, settings);
    vertx.setPeriodic(SLOW_EVERY.toMillis(), _ -> capacity.slots().cutOffTooSlow());
    router.route().handler(api::route);
    return api;
  }

  /** The cache of small picture files. */
  public MediaMemory mediaMemory() {
    return media.memory();
  }

  /**
   * Answers 404 in the form of this API; the last route of a server.
   *
   * @param observer watches every request
   */
  public static Handler<RoutingContext> notFound(Vertx vertx, RequestObserver observer) {
    return routing -> {
      HttpExchange exchange =
          new HttpExchange(
              vertx,
              Runnable::run,
              routing.request(),
              MountedPath.of(routing.request(), routing.mountPoint()),
              observer);
      exchange.speak(dialect(routing.request()));
      exchange.send(Refusals.ROUTE_NOT_FOUND);
    };
  }

  /**
   * Answers a request with a malformed head in the form of this API; the server's handler of
   * invalid requests.
   *
   * @param observer watches every request
   */
  public static Handler<HttpServerRequest> malformed(Vertx vertx, RequestObserver observer) {
    return request -> {
      HttpExchange exchange = new HttpExchange(vertx, Runnable::run, request, "/", observer);
      exchange.guarded(() -> {
        exchange.speak(dialect(request));
        exchange.send(Refusals.malformedHead(request.decoderResult().cause()));
      });
    };
  }

  private void route(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String sentPath = MountedPath.of(request, routing.mountPoint());
    String path = HttpExchange.comparable(sentPath);
    Optional<Consumer<HttpExchange>> api = api(path);
    if (api.isEmpty()) {
      routing.next();
      return;
    }
    HttpExchange exchange = new HttpExchange(vertx, executor(path), request, sentPath, observer);
    exchange.guarded(() -> {
      exchange.comesThrough(proxies);
      if (!isOperators(path)) {
        exchange.waitsWithin(capacity.slots());
      }
      exchange.speak(dialect(request));
      crossOrigin.mark(request);
      if (CrossOrigin.isPreflight(request)) {
        String methods = operations.allowed(path).orElse("GET, HEAD, POST, PUT, DELETE");
        crossOrigin.answerPreflight(exchange, methods);
      } else {
        api.get().accept(exchange);
      }
    });
  }

  private Executor executor(String path) {
    if (path.startsWith("/media")) {
      return capacity.media();
    }
    return isOperators(path) ? capacity.operations() : capacity.requests();
  }

  /** Requests of operators, which are served whatever the load. */
  private static boolean isOperators(String path) {
    return path.startsWith("/admin/") || path.startsWith("/health/");
  }

  private Optional<Consumer<HttpExchange>> api(String path) {
    if (path.startsWith("/v1/") || path.equals("/v1")) {
      return Optional.of(operations::handle);
    }
    if (path.startsWith("/media/") || path.equals("/media")) {
      return Optional.of(media::handle);
    }
    if (path.startsWith(SharePage.PATH)) {
      return Optional.of(share::handle);
    }
    if (path.startsWith(SessionHandler.PATH)) {
      return Optional.of(session::handle);
    }
    if (path.startsWith("/admin/v1/") || path.equals("/admin/v1")) {
      Consumer<HttpExchange> closed = exchange -> exchange.send(Refusals.ROUTE_NOT_FOUND);
      return Optional.of(admin.<Consumer<HttpExchange>>map(api -> api::handle).orElse(closed));
    }
    if (path.startsWith("/health/")) {
      return Optional.of(health::handle);
    }
    if (path.equals(OpenApiHandler.PATH)) {
      return Optional.of(description::handle);
    }
    if (path.equals(OpenApiHandler.POSTMAN_PATH)) {
      return Optional.of(postman::handle);
    }
    if (path.equals(DocsHandler.PATH) || path.startsWith(DocsHandler.PATH + "/")) {
      return Optional.of(docs::handle);
    }
    if (path.equals(AuthorizeHandler.PATH)) {
      return Optional.of(authorize::handle);
    }
    if (path.equals(OAuthMetadata.PATH)) {
      return Optional.of(oauthMetadata::handle);
    }
    return oauth.serves(path) ? Optional.of(oauth::handle) : Optional.empty();
  }

  private static Representation dialect(HttpServerRequest request) {
    List<String> accepted = request.headers().getAll(HttpHeaders.ACCEPT);
    String accept = accepted.size() == 1 ? accepted.getFirst() : String.join(",", accepted);
    return Representation.of(accept, request.getHeader("X-CaseType"));
  }
}
