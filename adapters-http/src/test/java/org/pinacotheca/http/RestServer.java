package org.pinacotheca.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.GroupId;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.transport.Capacity;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.SpoolRoom;
import org.pinacotheca.transport.Workers;

/**
 * A server of the REST API over a gallery in memory, with some members: an owner (123456) and a
 * second member of the group (2) that the manager (1) manages, and a stranger (4).
 */
public final class RestServer implements AutoCloseable {
  static final int MANAGER = 1;
  static final int SECOND = 2;
  static final int STRANGER = 4;
  public static final int OWNER = 123456;
  static final String ADMIN_TOKEN = "admin-token-of-the-tests";
  static final ApiKey APPLICATION = new ApiKey("app");
  static final String SECRET = "app-secret";

  public final InMemoryGallery memory;
  public final Gallery gallery;
  public final String ownerToken;
  final String managerToken;
  final String strangerToken;
  final String readingToken;
  private final Path spool;
  private final SpoolRoom spoolRoom;
  private final int spoolSize;

  static {
    // The browser's header, which the client would not send otherwise.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin,connection,expect");
  }

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final HttpClient client;

  public RestServer() {
    this(InMemoryGallery.empty());
  }

  public RestServer(InMemoryGallery memory) {
    this(memory, UnaryOperator.identity(), UnaryOperator.identity(), HttpClient.Version.HTTP_1_1);
  }

  public RestServer(UnaryOperator<RestSettings> settings, UnaryOperator<Executor> executor) {
    this(settings, executor, HttpClient.Version.HTTP_1_1);
  }

  public RestServer(
      UnaryOperator<RestSettings> settings,
      UnaryOperator<Executor> executor,
      HttpClient.Version version) {
    this(InMemoryGallery.empty(), settings, executor, version);
  }

  public RestServer(ClientSlots slots) {
    this(slots, SpoolRoom.unlimited());
  }

  public RestServer(SpoolRoom spool) {
    this(ClientSlots.of(Runtime.getRuntime().maxMemory(), System::nanoTime), spool);
  }

  private RestServer(ClientSlots slots, SpoolRoom spool) {
    this(
        executor ->
            new Capacity(
                Workers.of(executor),
                Workers.of(executor),
                Workers.of(executor),
                Workers.of(executor),
                spool,
                slots),
        InMemoryGallery.empty(),
        UnaryOperator.identity(),
        HttpClient.Version.HTTP_1_1);
  }

  public RestServer(
      InMemoryGallery memory,
      UnaryOperator<RestSettings> settings,
      UnaryOperator<Executor> executor,
      HttpClient.Version version) {
    this(tasks -> Capacity.of(executor.apply(tasks)), memory, settings, version);
  }

  private RestServer(
      Function<Executor, Capacity> capacity,
      InMemoryGallery memory,
      UnaryOperator<RestSettings> settings,
      HttpClient.Version version) {
    this.memory = memory;
    gallery = memory.gallery();
    client = Descriptions.client(HttpClient.newBuilder().version(version).build());
    try {
      spool = Files.createTempDirectory("pinacotheca-http-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    addMembers();
    ownerToken = token(OWNER, EnumSet.of(Scope.PROFILE_GALLERY)).accessToken();
    managerToken = token(MANAGER, EnumSet.of(Scope.PROFILE_GALLERY)).accessToken();
    strangerToken = token(STRANGER, EnumSet.of(Scope.PROFILE_GALLERY)).accessToken();
    readingToken = token(OWNER, EnumSet.noneOf(Scope.class)).accessToken();
    RestSettings chosen =
        settings.apply(
            RestSettings.of(() -> "http://gallery.test", spool)
                .withAdminToken(ADMIN_TOKEN)
                .withClock(memory.clock()));
    Router router = Router.router(vertx);
    Capacity given = capacity.apply(tasks);
    spoolRoom = given.spool();
    spoolSize = spoolRoom.available();
    RestApi.mount(router, vertx, gallery, given, chosen);
    router.route().handler(RestApi.notFound(vertx, chosen.observer()));
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).setMaxHeaderSize(16_384))
            .requestHandler(router)
            .listen()
            .await();
  }

  private void addMembers() {
    for (int id : new int[] {MANAGER, SECOND, STRANGER, OWNER}) {
      gallery
          .registrations()
          .addMember(
              new Registrations.NewMember(
                  Optional.of(new UserId(id)), new Nickname("member" + id), Optional.empty()));
    }
    gallery
        .registrations()
        .addGroup(
            new Registrations.NewGroup(
                Optional.of(new GroupId(7)),
                "Agency",
                new UserId(MANAGER),
                Set.of(new UserId(SECOND), new UserId(OWNER))));
    gallery
        .registrations()
        .addApplication(
            new Registrations.NewApplication(
                "App",
                Optional.of(APPLICATION),
                Optional.of(new SharedSecret(SECRET)),
                Optional.empty(),
                false,
                List.of(),
                false,
                Optional.empty()));
  }

  /** Fresh tokens of a member. */
  Tokens.TokenPair token(int user, Set<Scope> scopes) {
    Registration<Tokens.TokenPair> issued =
        gallery
            .grants()
            .issueToken(
                new TokenAdmin.IssueToken(
                    new UserId(user),
                    APPLICATION,
                    new HashSet<>(scopes),
                    Optional.of(Duration.ofDays(30))));
    if (issued instanceof Registration.Registered<Tokens.TokenPair>(Tokens.TokenPair pair)) {
      return pair;
    }
    throw new IllegalStateException("no token: " + issued);
  }

  int port() {
    return server.actualPort();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofMinutes(5));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) {
    return send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> get(String path, String token, String... headers) {
    return send(with(request(path).header("Authorization", "bearer " + token), headers));
  }

  public HttpResponse<String> post(String path, String token, String json, String... headers) {
    return send(with(body(path, token).POST(HttpRequest.BodyPublishers.ofString(json)), headers));
  }

  HttpResponse<String> put(String path, String token, String json, String... headers) {
    return send(with(body(path, token).PUT(HttpRequest.BodyPublishers.ofString(json)), headers));
  }

  HttpRequest.Builder body(String path, String token) {
    return request(path)
        .header("Authorization", "bearer " + token)
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** The mebibytes of the spool that uploads take. */
  int spooled() {
    return spoolSize - spoolRoom.available();
  }

  /** As above, after cleanup of answered requests. */
  int spooledInTheEnd() {
    long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    int count = spooled();
    while (count > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      count = spooled();
    }
    return count;
  }

  @Override
  public void close() {
    server.close().await();
    vertx.close().await();
    tasks.close();
    client.close();
    try {
      Files.delete(spool);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
