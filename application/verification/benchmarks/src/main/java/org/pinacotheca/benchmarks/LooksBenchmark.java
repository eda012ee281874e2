package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.PlainService;
import org.pinacotheca.benchmarks.measure.Work;
import org.pinacotheca.benchmarks.measure.Workplace;

/**
 * Processor time of the first GetAlbums and the first GetGallery after a write of their owner, for
 * which nothing is cached: that of a write and a read, less that of a write. Against the list of
 * albums of a plain Spring Boot service, if there is one.
 */
final class LooksBenchmark {
  private static final int ROUNDS = 7;
  private static final int WARM_UP = 3_000;
  private static final int READS = 300;
  private static final int PICTURES = 50;
  private static final double AIM = 5;

  private LooksBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) {
    try (GalleryServer server = GalleryServer.start(workplace, workplace.place("looks"))) {
      Optional<PlainService> plain =
          PlainService.jar()
              .map(jar -> PlainService.start(workplace, jar, workplace.place("plain")));
      try {
        return measured(server, plain, out);
      } finally {
        plain.ifPresent(PlainService::close);
      }
    }
  }

  private static List<Figure> measured(
      GalleryServer server, Optional<PlainService> plain, PrintStream out) {
    Owner owner = Owner.on(server);
    Work write = work("UpdateAlbum", server, owner::write);
    Work albums = work("UpdateAlbum, GetAlbums", server, () -> owner.writeAndRead(owner.albums));
    Work gallery = work("UpdateAlbum, GetGallery", server, () -> owner.writeAndRead(owner.gallery));
    Optional<Work> list =
        plain.map(it -> new Work("list of the plain service", it.process(), READS, it::list));
    List<Work> all = Stream.concat(Stream.of(write, albums, gallery), list.stream()).toList();
    all.forEach(work -> work.times(WARM_UP));
    for (int round = 0; round < ROUNDS; round++) {
      all.forEach(Work::measure);
    }
    all.forEach(work -> work.print(work.seconds(), "", out));
    List<Figure> figures = new ArrayList<>();
    for (Work look : List.of(albums, gallery)) {
      double seconds = look.seconds() - write.seconds();
      String name = look == albums ? "first GetAlbums" : "first GetGallery";
      look.print(seconds, ", less UpdateAlbum: " + name, out);
      list.ifPresent(it ->
          figures.add(
              Figure.atLeast(
                  name + " / plain service, a processor second", it.seconds() / seconds, AIM, "")));
    }
    return figures;
  }

  private static Work work(String name, GalleryServer server, Runnable once) {
    return new Work(name, server.process(), READS, once);
  }

  /** An owner of 50 albums with a picture each, one of which they rename all the time. */
  private static final class Owner {
    private final GalleryServer server;
    private final Load.Request albums;
    private final Load.Request gallery;
    private final int album;
    private int names;

    private Owner(GalleryServer server, Load.Request albums, int album) {
      this.server = server;
      this.albums = albums;
      this.album = album;
      this.gallery =
          Load.Request.get(
              albums.path().replace("GetAlbums", "GetGallery") + "&PageSize=" + PICTURES,
              albums.token());
    }

    static Owner on(GalleryServer server) {
      Load.Request albums = AlbumsBenchmark.getAlbums(server).get();
      String list = server.get(albums.path(), albums.token()).body();
      return new Owner(server, albums, new JsonArray(list).getJsonObject(0).getInteger("AlbumID"));
    }

    void write() {
      JsonObject update = JsonObject.of("AlbumID", album, "Name", "Name " + ++names);
      server.send(
          server
              .request("/v1/Pictures/UpdateAlbum", albums.token())
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString(update.encode())));
    }

    void writeAndRead(Load.Request read) {
      write();
      server.get(read.path(), read.token());
    }
  }
}
