package org.pinacotheca.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientNetwork;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.signin.WebSession;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.BodyCopy;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.exchange.SameOrigin;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.ResponseCache;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.rest.account.AccountOperations;
import org.pinacotheca.http.rest.account.LoginOperations;
import org.pinacotheca.http.rest.account.SessionOperations;
import org.pinacotheca.http.rest.albums.AlbumOperations;
import org.pinacotheca.http.rest.pictures.PictureOperations;
import org.pinacotheca.http.rest.selling.CreditOperations;
import org.pinacotheca.http.rest.selling.SubscriptionOperations;
import org.pinacotheca.http.rest.selling.UnlockOperations;
import org.pinacotheca.http.rest.sharing.ShareOperations;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.Body;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.JsonReading;
import org.pinacotheca.http.wire.MediaType;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.transport.BodyLimits;
import org.pinacotheca.transport.Capacity;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.SpooledFile;

/**
 * Handles everything under {@code /v1}: finds the operation and runs the common checks in the
 * contract's order of refusals. Thread-safe.
 */
public final class RestOperations {
  /** Bodies without pictures are small and are queued in memory. */
  private static final long SMALL_BODY_BYTES_MAX = 1L << 18;

  private final Gallery gallery;
  private final Authentication authentication;
  private final RestSettings settings;
  private final Capacity capacity;
  private final Spool spool;
  private final ResponseCache renderings = new ResponseCache();
  private final Map<String, Map<String, Route>> routes = new HashMap<>();

  RestOperations(
      Gallery gallery,
      Authentication authentication,
      RestSettings settings,
      Capacity capacity,
      Spool spool) {
    this.spool = spool;
    this.gallery = gallery;
    this.capacity = capacity;
    this.authentication = authentication;
    this.settings = settings;
    for (Operation operation : all()) {
      add("/v1/" + operation.name(), new Route(operation.name(), operation, false));
      if (operation.forGroups()) {
        add(
            "/v1/groups/" + operation.name(),
            new Route("Groups/" + operation.name(), operation, true));
      }
    }
  }

  public static List<Operation> all() {
    List<Operation> operations = new ArrayList<>(AlbumOperations.all());
    operations.addAll(PictureOperations.all());
    operations.addAll(ShareOperations.all());
    operations.addAll(UnlockOperations.all());
    operations.addAll(SubscriptionOperations.all());
    operations.addAll(CreditOperations.all());
    operations.addAll(AccountOperations.all());
    operations.addAll(LoginOperations.all());
    operations.addAll(SessionOperations.all());
    return operations;
  }

  private void add(String path, Route route) {
    routes
        .computeIfAbsent(path.toLowerCase(Locale.ROOT), _ -> new TreeMap<>())
        .put(route.operation.verb().method(), route);
  }

  private record Route(String name, Operation operation, boolean isGroupForm) {}

  /**
   * The methods a path allows, as the {@code Allow} header lists them; empty when there is no such
   * path.
   */
  Optional<String> allowed(String path) {
    return Optional.ofNullable(routes.get(path)).map(verbs -> String.join(", ", verbs.keySet()));
  }

  void handle(HttpExchange exchange) {
    Map<String, Route> verbs = routes.get(exchange.path());
    if (verbs == null) {
      exchange.send(Refusals.ROUTE_NOT_FOUND);
      return;
    }
    HttpServerRequest request = exchange.request();
    Route route = verbs.get(request.method().name());
    if (route == null) {
      exchange.send(Refusals.wrongVerb(String.join(", ", verbs.keySet())));
      return;
    }
    exchange.serves(route.name);
    boolean reads = route.operation.verb() == Operation.Verb.GET;
    if (!reads && !MediaType.fits(request, "application/json")) {
      exchange.send(Refusals.wrongMediaType("application/json"));
      return;
    }
    if (!exchange.dialect().acceptable()) {
      exchange.send(Refusals.NOT_ACCEPTABLE);
      return;
    }
    InetAddress from = exchange.address();
    Optional<Response> flood = authentication.arrived(from);
    if (flood.isPresent()) {
      exchange.send(flood.get());
      return;
    }
    if (!capacity.requests().hasRoom()) {
      exchange.refuseForNow();
      return;
    }
    String token = exchange.credential();
    if (route.operation.access() == Operation.Access.ANYONE) {
      readByAnyone(exchange, route);
    } else if (route.operation.access() == Operation.Access.APPLICATION) {
      readByKey(exchange, route, Optional.ofNullable(token), from);
    } else if (token == null) {
      exchange.send(Refusals.UNAUTHORIZED);
    } else if (!reads && WebSession.isOne(token) && !isOwnPage(request)) {
      exchange.send(Refusals.FOREIGN_ORIGIN);
    } else if (reads) {
      read(exchange, route, token, from);
    } else if (route.operation.verb() == Operation.Verb.POST_PICTURES) {
      upload(exchange, route, token, from);
    } else {
      write(exchange, route, token, from);
    }
  }

  private boolean isOwnPage(HttpServerRequest request) {
    return SameOrigin.isOf(request, settings.publicUrl().get());
  }

  private void read(HttpExchange exchange, Route route, String token, InetAddress from) {
    Optional<Fields> query = Fields.ofQuery(exchange.request());
    RestRequest.Incoming incoming = incoming(exchange, route, query);
    Fields fields = query.orElseGet(Fields::none);
    run(
        exchange,
        () -> enter(exchange, route, token, from),
        caller -> call(exchange, route, incoming, caller, fields));
  }

  /** Runs work for an authenticated caller on a worker, and sends the response. */
  private static void run(
      HttpExchange exchange,
      Supplier<Authentication.Entry> entering,
      Function<Optional<Caller>, EncodedResponse> work) {
    exchange.run(
        () ->
            switch (entering.get()) {
              case Authentication.Entry.Admitted(var caller) -> work.apply(caller);
              case Authentication.Entry.Refused(Response answer) ->
                  EncodedResponse.of(answer, exchange.dialect());
            },
        exchange::send);
  }

  /** Looks up the caller of a token and checks the scopes; may block. */
  private Authentication.Entry enter(
      HttpExchange exchange, Route route, String token, InetAddress from) {
    Authentication.Entry entry = authentication.byToken(token, from);
    if (entry instanceof Authentication.Entry.Admitted(var identified)) {
      Caller caller = identified.orElseThrow();
      exchange.calledBy(caller);
      Optional<Scope> missing = caller.missingScope(route.operation.scopes());
      if (missing.isPresent()) {
        return new Authentication.Entry.Refused(
            Refusals.denied(new Denial.ScopeMissing(missing.get())));
      }
    }
    return entry;
  }

  /** Reads for an application, identified by its key or by its own token. */
  private void readByKey(
      HttpExchange exchange, Route route, Optional<String> token, InetAddress from) {
    Optional<Fields> query = Fields.ofQuery(exchange.request());
    RestRequest.Incoming incoming = incoming(exchange, route, query);
    Fields fields = query.orElseGet(Fields::none);
    Optional<String> key =
        Optional.ofNullable(exchange.request().getHeader("X-ApiKey"))
            .or(() -> fields.text("apiKey"))
            .map(String::strip);
    if (key.isEmpty() && token.isEmpty()) {
      exchange.send(Refusals.UNKNOWN_KEY);
      return;
    }
    run(
        exchange,
        () ->
            key.isPresent()
                ? authentication.byKey(key.get(), from)
                : authentication.byToken(token.orElseThrow(), from),
        _ -> call(exchange, route, incoming, Optional.empty(), fields));
  }

  private void readByAnyone(HttpExchange exchange, Route route) {
    Optional<Fields> query = Fields.ofQuery(exchange.request());
    RestRequest.Incoming incoming = incoming(exchange, route, query);
    Fields fields = query.orElseGet(Fields::none);
    exchange.run(() -> call(exchange, route, incoming, Optional.empty(), fields), exchange::send);
  }

  private EncodedResponse call(
      HttpExchange exchange,
      Route route,
      RestRequest.Incoming incoming,
      Optional<Caller> caller,
      Fields fields) {
    RestRequest call = new RestRequest(gallery, renderings, incoming, caller, fields);
    call.identified().ifPresent(exchange::calledBy);
    return route.operation.handler().apply(call);
  }

  /** Reads the small body first, so that the whole request is served by one worker. */
  private void write(HttpExchange exchange, Route route, String token, InetAddress from) {
    Supplier<Authentication.Entry> entering = () -> enter(exchange, route, token, from);
    exchange.receive(
        BodyLimits.of(SMALL_BODY_BYTES_MAX, settings.bodyTimeout()),
        copy(exchange).toMemory(),
        body ->
            run(exchange, entering, caller -> perform(exchange, route, caller.orElseThrow(), body)),
        refusal -> run(exchange, entering, _ -> refusal));
  }

  /** Authenticates before the large body is received. */
  private void upload(HttpExchange exchange, Route route, String token, InetAddress from) {
    if (!capacity.takesUploads()) {
      exchange.refuseForNow();
      return;
    }
    exchange.request().pause();
    exchange.run(
        () -> enter(exchange, route, token, from),
        entry -> {
          switch (entry) {
            case Authentication.Entry.Admitted(var caller) ->
                receive(
                    exchange, route, caller.orElseThrow().from(ClientNetwork.of(from).toString()));
            case Authentication.Entry.Refused(Response answer) -> exchange.send(answer);
          }
        });
  }

  private void receive(HttpExchange exchange, Route route, Caller caller) {
    exchange.runsOn(capacity.uploads());
    exchange.receive(
        BodyLimits.of(settings.requestBytesMax(), settings.uploadTimeout()),
        copy(exchange).toFile(spool),
        body ->
            exchange.run(
                () -> {
                  try (body) {
                    return perform(exchange, route, caller, body);
                  }
                },
                exchange::send,
                body::close));
  }

  private static BodyCopy copy(HttpExchange exchange) {
    return new BodyCopy(exchange, exchange.request().getHeader("Idempotency-Key") != null);
  }

  private EncodedResponse perform(HttpExchange exchange, Route route, Caller caller, Body body) {
    try {
      Fields fields =
          switch (body) {
            case Body.InMemory(byte[] bytes, var _) ->
                JsonReading.read(bytes, exchange.mediaType().charset());
            case Body.InFile(SpooledFile file, var _) -> JsonReading.read(file);
          };
      RestRequest.Incoming incoming =
          incoming(exchange, route, Optional.empty(), Optional.of(body));
      return call(exchange, route, incoming, Optional.of(caller), fields);
    } catch (JsonReading.MalformedJsonException e) {
      RestRequest.Incoming incoming =
          incoming(exchange, route, Optional.ofNullable(e.getMessage()), Optional.of(body));
      return new RestRequest(gallery, renderings, incoming, Optional.of(caller), Fields.none())
          .refuse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RestRequest.Incoming incoming(
      HttpExchange exchange, Route route, Optional<Fields> query) {
    Optional<String> malformed =
        query.isEmpty() ? Optional.of(Refusals.QUERY_UNREADABLE) : Optional.empty();
    return incoming(exchange, route, malformed, Optional.empty());
  }

  private RestRequest.Incoming incoming(
      HttpExchange exchange, Route route, Optional<String> malformed, Optional<Body> body) {
    HttpServerRequest request = exchange.request();
    boolean writes = route.operation.verb() != Operation.Verb.GET;
    String masks = request.getHeader("X-MaskImages");
    return new RestRequest.Incoming(
        route.operation.scopes(),
        exchange.dialect(),
        settings.publicUrl().get(),
        Optional.ofNullable(exchange.credential()),
        route.isGroupForm,
        masks != null && masks.strip().equals("1"),
        writes ? Optional.ofNullable(request.getHeader("Idempotency-Key")) : Optional.empty(),
        malformed,
        body.map(Body::fingerprint).orElse(""),
        body,
        ClientNetwork.of(exchange.address()).toString(),
        route.operation.access() == Operation.Access.ANYONE ? cookies(request) : Map.of());
  }

  private static Map<String, String> cookies(HttpServerRequest request) {
    return request.cookies().stream()
        .collect(Collectors.toMap(Cookie::getName, Cookie::getValue, (first, _) -> first));
  }
}
