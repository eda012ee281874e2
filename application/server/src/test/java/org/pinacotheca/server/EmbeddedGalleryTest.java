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
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.embedded.EmbeddedGallery;
import org.pinacotheca.http.RestApi;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.rpc.RpcApi;
import org.pinacotheca.rpc.settings.RpcSettings;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/** The examples of the README: the core without a server, and the APIs in a host's own server. */
class EmbeddedGalleryTest {
  @TempDir Path directory;

  @Test
  void threeCallsMakeTheFirstAlbum() {
    // README: embedded
    try (var gallery = EmbeddedGallery.open(directory)) {
      Caller olivia = gallery.addMember("olivia");
      AlbumDraft draft = AlbumDraft.named("Look at my pictures").lockedBy("a7Q2", "2.50");
      String answer =
          switch (gallery.albums().create(olivia, draft)) {
            case CreateAlbum.Created(var view) -> "album " + view.album().id().value();
            case TooManyAlbums(int most) -> "no more than " + most;
            case CommonRefusal refusal -> "refused: " + refusal;
          };
      assertThat(answer).isEqualTo("album 1");
    }
    // README: end
  }

  @Test
  void theApisAreRoutersForAServerOfOnesOwn() throws Exception {
    Gallery gallery = InMemoryGallery.empty().gallery();
    Vertx vertx = Vertx.vertx();
    try (var useCases = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newHttpClient()) {
      // README: mounted
      String publicUrl = "https://www.example.org/gallery";
      Router apis = Router.router(vertx);
      RestApi.mount(apis, vertx, gallery, useCases, RestSettings.of(() -> publicUrl, directory));
      RpcApi.mount(apis, vertx, gallery, useCases, RpcSettings.of(() -> publicUrl, directory));
      Router host = Router.router(vertx);
      host.route("/gallery/*").subRouter(apis);
      host.route("/hello").handler(context -> context.end("from the host's own server"));
      // README: end
      HttpServer server =
          vertx
              .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
              .requestHandler(host)
              .listen()
              .toCompletionStage()
              .toCompletableFuture()
              .get();
      for (String[] pathAndAnswer :
          List.of(
              new String[] {"/hello", "from the host's own server"},
              new String[] {"/gallery/v1/Pictures/GetAlbums?UserID=1", "unauthorized"},
              new String[] {
                "/gallery/api.php?method=up.users.getLoggedInUser", "<error_code>101</error_code>"
              },
              new String[] {"/gallery/openapi.json", "\"url\":\"" + publicUrl + "\""},
              new String[] {"/gallery/media/none", "media_not_found"})) {
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
