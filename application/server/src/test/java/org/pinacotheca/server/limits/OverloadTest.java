package org.pinacotheca.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.RestApi;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.rpc.RpcApi;
import org.pinacotheca.rpc.settings.RpcSettings;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.RequestRecord;

/**
 * A server with room for one running and one waiting request, over a storage that responds only
 * when released.
 */
class OverloadTest {
  private static final int TIMEOUT_SECONDS = 300;
  private static final UserId OWNER = new UserId(123456);
  private static final ApiKey APPLICATION = new ApiKey("app");
  private static final String ALBUMS = "/v1/Pictures/GetAlbums?UserID=123456";
  private static final String CALL = "/api.php?method=up.users.getLoggedInUser&api_key=app&v=1.0";

  @TempDir Path directory;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final Vertx vertx = Vertx.vertx();
  private final Queue<RequestRecord> observed = new ConcurrentLinkedQueue<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static {
    // The browser's header, which the client would not send otherwise.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin,connection,expect");
  }

  private ServerCapacity capacity;
  private HttpServer server;
  private String token;

  @BeforeEach
  void serve() throws Exception {
    ServerConfig config =
        ServerConfig.of(
            SettingSources.of(
                Map.of(
                    ServerSetting.REQUESTS_MAX,
                    "1",
                    ServerSetting.REQUESTS_WAITING_MAX,
                    "1",
                    ServerSetting.IMAGE_THREADS,
                    "1",
                    ServerSetting.IMAGE_QUEUE_MAX,
                    "0",
                    ServerSetting.WAIT_MAX,
                    "60000"),
                Optional.empty(),
                Map.of()));
    capacity = ServerCapacity.of(config, () -> 1000, () -> {});
    InMemoryGallery memory = InMemoryGallery.empty();
    token = token(memory.gallery());
    Gallery gallery =
        Gallery.of(
            new GatedStorage(memory.storage(), gate),
            memory.files(),
            memory.processor(),
            memory.secrets(),
            GallerySettings.DEFAULT);
    Router router = Router.router(vertx);
    RpcSettings rpc = RpcSettings.of(() -> "http://gallery.test", directory);
    RestSettings rest =
        RestSettings.of(() -> "http://gallery.test", directory)
            .withAllowedOrigins(Set.of("http://site.test"))
            .withObserver(RequestObserver.atEnd(observed::add));
    RestApi.mount(router, vertx, gallery, capacity.shared(), rest);
    RpcApi.mount(router, vertx, gallery, capacity.shared(), rpc);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(router)
            .listen()
            .await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    gate.countDown();
    client.close();
    vertx.close().await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void whatIsTooMuchIsRefusedAndWhatWasTakenOnIsDone() throws Exception {
    CompletableFuture<HttpResponse<String>> inWork = get(ALBUMS);
    await(() -> capacity.requests().running() == 1);
    CompletableFuture<HttpResponse<String>> waiting = get(ALBUMS);
    await(() -> capacity.requests().waiting() == 1);

    HttpResponse<String> refused = answer(get(ALBUMS));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("\"Code\":\"overloaded\"");
    assertRetryAfter(refused);
    HttpResponse<String> refusedCall = answer(get(CALL));
    assertThat(refusedCall.body()).contains("<error_code>2</error_code>");
    assertRetryAfter(refusedCall);

    assertThat(answer(get("/health/live")).statusCode()).isEqualTo(200);
    gate.countDown();
    for (CompletableFuture<HttpResponse<String>> done : List.of(inWork, waiting)) {
      assertThat(answer(done).statusCode()).isEqualTo(200);
      assertThat(answer(done).body()).isEqualTo("[]");
    }
    // A response may arrive a moment before the permit of its request is free.
    await(() -> capacity.requests().running() == 0);
    assertThat(answer(get(ALBUMS)).statusCode()).isEqualTo(200);
    assertThat(capacity.requests().refused()).isEqualTo(2);
  }

  @Test
  void whoeverIsRefusedIsAnsweredInTheirOwnDialectAndSeenByTheOperator() throws Exception {
    get(ALBUMS);
    await(() -> capacity.requests().running() == 1);
    get(ALBUMS);
    await(() -> capacity.requests().waiting() == 1);

    // Nothing is looked up, not even a token.
    HttpRequest.Builder script =
        HttpRequest.newBuilder(address(ALBUMS))
            .header("Accept", "application/json")
            .header("X-CaseType", "camelcase")
            .header("X-Request-ID", "mine")
            .header("Origin", "http://site.test");
    HttpResponse<String> camel = send(script);
    assertThat(camel.statusCode()).isEqualTo(503);
    assertThat(camel.body()).contains("\"code\":\"overloaded\"");
    assertThat(camel.headers().map())
        .containsEntry("content-type", List.of("application/json; charset=utf-8"))
        .containsEntry("x-request-id", List.of("mine"))
        .containsEntry("cache-control", List.of("no-store"))
        .containsEntry("access-control-allow-origin", List.of("http://site.test"));
    assertRetryAfter(camel);
    await(() -> !observed.isEmpty());
    assertThat(observed.remove())
        .returns("mine", RequestRecord::requestId)
        .returns("Pictures/GetAlbums", RequestRecord::operation)
        .returns("overloaded", RequestRecord::outcome)
        .returns(503, RequestRecord::status);

    HttpRequest.Builder write =
        request("/v1/Pictures/CreateAlbum")
            .header("Accept", "text/xml")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"Name\": \"a\"}"));
    for (int i = 0; i < 3; i++) {
      // The body is read, so that the connection can be used again.
      HttpResponse<String> xml = send(write);
      assertThat(xml.statusCode()).isEqualTo(503);
      assertThat(xml.headers().firstValue("Content-Type")).contains("text/xml; charset=utf-8");
      assertThat(xml.body()).contains("<Code>overloaded</Code>");
      assertRetryAfter(xml);
    }

    HttpResponse<String> call = send(request(CALL + "&format=JSON&callback=tell"));
    assertThat(call.statusCode()).isEqualTo(200);
    assertThat(call.body()).startsWith("tell({\"error_code\":2,").contains("users.getLoggedInUser");
    assertRetryAfter(call);

    assertThat(send(request("/v1/Pictures/Nothing")).statusCode()).isEqualTo(404);
    assertThat(send(request("/openapi.json")).statusCode()).isEqualTo(200);
    assertThat(capacity.requests().refused()).isEqualTo(5);
  }

  @Test
  void readersAreServedWhileThereAreTooManyUploads() throws Exception {
    CountDownLatch uploaded = new CountDownLatch(1);
    for (int i = 0; i < capacity.uploads().limits().usual().running(); i++) {
      capacity.uploads().execute(() -> awaitQuietly(uploaded));
    }
    gate.countDown();
    HttpRequest upload =
        request("/v1/Pictures/AddPictures")
            .header("Content-Type", "application/json")
            // Only the head is sent; it is refused before there is a body.
            .expectContinue(true)
            .POST(HttpRequest.BodyPublishers.ofString("{\"Pictures\":[]}"))
            .build();
    HttpResponse<String> refused = client.send(upload, HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(503);
    assertRetryAfter(refused);
    String boundary = "--b\r\nContent-Disposition: form-data; name=\"v\"\r\n\r\n1.0\r\n--b--\r\n";
    HttpRequest form =
        request(CALL)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(boundary))
            .build();
    HttpResponse<String> refusedCall = client.send(form, HttpResponse.BodyHandlers.ofString());
    assertThat(refusedCall.body()).contains("<error_code>2</error_code>");
    assertThat(answer(get(ALBUMS)).statusCode()).isEqualTo(200);
    uploaded.countDown();
    await(() -> capacity.uploads().running() == 0);
    assertThat(client.send(upload, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void anUploadForWhichThereIsNoRoomOnTheDiskIsRefusedAndTheRoomIsGivenBack() throws Exception {
    gate.countDown();
    int all = capacity.spool().available();
    while (capacity.spool().available() > 2) {
      assertThat(capacity.spool().take()).isTrue();
    }
    HttpRequest.Builder upload =
        request("/v1/Pictures/AddPictures").header("Content-Type", "application/json");
    String body = "{\"Pictures\":[]}" + " ".repeat(3 << 20);
    HttpResponse<String> refused =
        client.send(
            upload.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("\"Code\":\"overloaded\"");
    assertRetryAfter(refused);
    await(() -> capacity.spool().available() == 2);
    capacity.spool().release(all - 2);
    HttpResponse<String> judged =
        client.send(
            upload.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(judged.statusCode()).isEqualTo(400);
    await(() -> capacity.spool().available() == all);
  }

  private static void assertRetryAfter(HttpResponse<String> refused) {
    assertThat(refused.headers().firstValue("Retry-After"))
        .hasValueSatisfying(seconds -> assertThat(seconds).matches("[1-9]\\d*"));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path)).header("Authorization", "bearer " + token);
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return answer(client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private CompletableFuture<HttpResponse<String>> get(String path) {
    return client.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> coming)
      throws Exception {
    return coming.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(limit);
      Thread.sleep(2);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      if (!latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String token(Gallery gallery) {
    gallery
        .registrations()
        .addMember(
            new Registrations.NewMember(
                Optional.of(OWNER), new Nickname("olivia"), Optional.empty()));
    gallery
        .registrations()
        .addApplication(
            new Registrations.NewApplication(
                "App",
                Optional.of(APPLICATION),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                false,
                Optional.empty()));
    Registration<Tokens.TokenPair> issued =
        gallery
            .grants()
            .issueToken(
                new TokenAdmin.IssueToken(
                    OWNER, APPLICATION, Set.of(Scope.PROFILE_GALLERY), Optional.empty()));
    return switch (issued) {
      case Registration.Registered<Tokens.TokenPair>(Tokens.TokenPair pair) -> pair.accessToken();
      case Registration.Unknown<Tokens.TokenPair>(String what) -> throw new AssertionError(what);
      case Registration.Conflict<Tokens.TokenPair>(String what) -> throw new AssertionError(what);
    };
  }

  /** A storage whose work starts only when the gate is open. */
  private record GatedStorage(UnitOfWork storage, CountDownLatch gate) implements UnitOfWork {
    @Override
    public <T> T transact(Function<? super Transaction, ? extends T> work) {
      awaitQuietly(gate);
      return storage.transact(work);
    }

    @Override
    public <T> T read(Function<? super Transaction, ? extends T> work) {
      awaitQuietly(gate);
      return storage.read(work);
    }

    @Override
    public Instant now() {
      return storage.now();
    }

    @Override
    public long nanoTime() {
      return storage.nanoTime();
    }

    @Override
    public void compact() {
      storage.compact();
    }
  }
}
