package org.pinacotheca.server;

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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations.NewMember;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.RestApi;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.rpc.RpcApi;
import org.pinacotheca.rpc.settings.RpcSettings;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/** The examples of the README: the core without a server, and the APIs in a host's own server. */
class EmbeddedGalleryTest {
  @TempDir Path directory;

  @Test
  void theCoreIsAFewLinesWithoutAServer() {
    // README: embedded
    MasterKey key = MasterKey.inDirectory(directory);
    try (var storage =
            JdbiStorage.openHsqldb(
                directory.resolve("database"),
                new AesGcmCipher(key),
                InstantSource.system(),
                JdbiSettings.DEFAULT);
        var processor =
            PooledImageProcessor.open(ImageSettings.defaults(directory.resolve("native")))) {
      Gallery gallery =
          Gallery.of(
              storage.unitOfWork(),
              DiskPictureFiles.open(directory.resolve("media")),
              processor,
              new HmacSecrets(key),
              GallerySettings.DEFAULT);
      Caller olivia = callerFor(gallery, "olivia");
      AlbumDraft draft =
          AlbumDraft.named("Look at my pictures")
              .described("My new album!")
              .lockedBy("a7Z3", "2.50");
      String answer =
          switch (gallery.albums().create(olivia, new CreateAlbum(draft.check().orElseThrow()))) {
            case CreateAlbum.Created(var view) -> "album " + view.album().id().value();
            case Denied(var why) -> "may not: " + why;
            case InvalidFields(var faults) -> "wrong: " + faults;
            case TooManyAlbums(int most) -> "no more than " + most;
          };
      assertThat(answer).isEqualTo("album 1");
    }
    // README: end
  }

  private static Caller callerFor(Gallery gallery, String nickname) {
    NewMember wanted = new NewMember(Optional.empty(), new Nickname(nickname), Optional.empty());
    return switch (gallery.registrations().addMember(wanted)) {
      case Registration.Registered<Member>(Member member) ->
          Caller.of(member.id(), new ApiKey("embedded"), Set.of(Scope.PROFILE_GALLERY));
      case Registration.Unknown<Member>(String what) -> throw new AssertionError(what);
      case Registration.Conflict<Member>(String what) -> throw new AssertionError(what);
    };
  }

  @Test
  void theApisAreRoutersForAServerOfOnesOwn() throws Exception {
    Gallery gallery = InMemoryGallery.empty().gallery();
    Vertx vertx = Vertx.vertx();
    try (var useCases = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newHttpClient()) {
      // README: mounted
      String publicUrl = "https://gallery.example.org";
      Router router = Router.router(vertx);
      RestApi.mount(router, vertx, gallery, useCases, RestSettings.of(() -> publicUrl, directory));
      RpcApi.mount(router, vertx, gallery, useCases, RpcSettings.of(() -> publicUrl, directory));
      router.route("/hello").handler(context -> context.end("from the host's own server"));
      // README: end
      HttpServer server =
          vertx
              .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
              .requestHandler(router)
              .listen()
              .toCompletionStage()
              .toCompletableFuture()
              .get();
      for (String[] pathAndAnswer :
          List.of(
              new String[] {"/hello", "from the host's own server"},
              new String[] {"/v1/Pictures/GetAlbums?UserID=1", "unauthorized"},
              new String[] {
                "/api.php?method=up.users.getLoggedInUser", "<error_code>101</error_code>"
              })) {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + pathAndAnswer[0]);
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains(pathAndAnswer[1]);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }
}
