package org.pinacotheca.rpc;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.rpc.settings.RpcSettings;
import org.pinacotheca.rpc.wire.RequestLimits;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.transport.RequestObserver;

/** The signed RPC on a port of its own, with a gallery in memory behind it. */
final class LiveRpc implements AutoCloseable {
  static final String API_KEY = "77a52842357422fadd912a2600e6e53c";
  static final String SECRET = "1b0e8d8ab6e34b5d9a4f3c2d1e0f9a8b";
  static final String SESSION = "489727d0ab2efc6e8003018c-i2LLkn8BDb2s.";
  static final UserId OWNER = new UserId(219074);
  static final UserId OTHER = new UserId(7);
  static final String PUBLIC_URL = "https://pictures.example.org";

  final InMemoryGallery memory;
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  LiveRpc(Path spool) throws Exception {
    this(spool, RequestLimits.STANDARD, List.of(), task -> Thread.ofVirtual().start(task));
  }

  LiveRpc(Path spool, RequestLimits limits, List<AddressRange> proxies, Executor useCases)
      throws Exception {
    this(InMemoryGallery.empty(), spool, limits, proxies, useCases);
  }

  LiveRpc(
      InMemoryGallery memory,
      Path spool,
      RequestLimits limits,
      List<AddressRange> proxies,
      Executor useCases)
      throws Exception {
    this(memory, memory.gallery(), spool, limits, proxies, useCases);
  }

  LiveRpc(
      InMemoryGallery memory,
      Gallery gallery,
      Path spool,
      RequestLimits limits,
      List<AddressRange> proxies,
      Executor useCases)
      throws Exception {
    this.memory = memory;
    registered(
        registrations().addCommunity(new Community(new CommunityName("mycommunity"), "My People")));
    addMember(OWNER, "Ansel");
    addMember(OTHER, "Dorothea & <Co>");
    Router router = Router.router(vertx);
    RequestObserver nobody = RequestObserver.atEnd(_ -> {});
    RpcSettings settings = new RpcSettings(() -> PUBLIC_URL, spool, limits, proxies, nobody);
    RpcApi.mount(router, vertx, gallery, useCases, settings);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setMaxInitialLineLength(65536))
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(5, TimeUnit.MINUTES);
  }

  private Registrations registrations() {
    return memory.gallery().registrations();
  }

  private void addMember(UserId id, String nickname) {
    registered(
        registrations()
            .addMember(
                new Registrations.NewMember(
                    Optional.of(id), new Nickname(nickname), Optional.empty())));
  }

  /** The application of the reference's sample, with a session of {@link #OWNER}. */
  LiveRpc withApplication() {
    addApplication(application());
    openSession(OWNER, API_KEY, SESSION, Optional.empty());
    return this;
  }

  /** The application of the reference's sample. */
  static Registrations.NewApplication application() {
    return new Registrations.NewApplication(
        "Photo Uploader for Everybody",
        Optional.of(new ApiKey(API_KEY)),
        Optional.of(new SharedSecret(SECRET)),
        Optional.of(new CommunityName("mycommunity")),
        true,
        List.of(),
        false,
        Optional.empty());
  }

  void addApplication(Registrations.NewApplication application) {
    registered(registrations().addApplication(application));
  }

  TokenAdmin.OpenedSession openSession(
      UserId user, String apiKey, String session, Optional<String> secret) {
    return registered(
        memory
            .gallery()
            .grants()
            .openSession(
                new TokenAdmin.OpenSession(
                    user,
                    new ApiKey(apiKey),
                    Optional.of(new SessionKey(session)),
                    secret.map(SharedSecret::new),
                    Optional.empty())));
  }

  static <T> T registered(Registration<T> registration) {
    return switch (registration) {
      case Registration.Registered<T>(T value) -> value;
      case Registration.Unknown<T>(String what) -> throw new AssertionError(what);
      case Registration.Conflict<T>(String what) -> throw new AssertionError(what);
    };
  }

  int port() {
    return server.actualPort();
  }

  /** A call of the sample's session. */
  RpcCall call(String method) {
    return new RpcCall(this)
        .with("method", method)
        .with("api_key", API_KEY)
        .with("session_key", SESSION)
        .with("v", "1.0");
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + pathAndQuery));
  }

  RpcReply send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new RpcReply(response);
  }

  @Override
  public void close() throws TimeoutException {
    client.close();
    vertx.close().await(5, TimeUnit.MINUTES);
  }
}
