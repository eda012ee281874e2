package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.pinacotheca.benchmarks.measure.Build;
import org.pinacotheca.benchmarks.measure.Child;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Side;
import org.pinacotheca.benchmarks.measure.Workplace;

/** GetAlbums of an owner with 50 albums with covers, against a bare Vert.x handler. */
final class AlbumsBenchmark {
  private static final int ALBUMS = 50;
  private static final double AIM = 0.25;

  /** Headers that Vert.x writes itself. */
  private static final Set<String> FRAMING = Set.of("content-length", "connection", ":status");

  private AlbumsBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) throws IOException {
    List<Figure> figures = new ArrayList<>();
    try (Load load = new Load();
        GalleryServer server = GalleryServer.start(workplace, workplace.place("albums"))) {
      Supplier<Load.Request> getAlbums = getAlbums(server);
      HttpResponse<String> answer = server.get(getAlbums.get().path(), getAlbums.get().token());
      out.println("GetAlbums: " + ALBUMS + " albums, " + answer.body().length() + " bytes");
      Side gallery = Side.of("gallery", server, getAlbums);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      Child bare = bare(workplace, "bare", body, headers(answer));
      Side reference = new Side("bare Vert.x", bare, port(bare), getAlbums);
      gallery.warmUp(load);
      reference.warmUp(load);
      for (int connections : List.of(16, 64)) {
        double ratio = gallery.ratioTo(reference, load, connections, out);
        String what = "GetAlbums / bare Vert.x, " + connections + " connections";
        figures.add(Figure.atLeast(what, ratio, AIM, ""));
      }
    }
    figures.addAll(OtherBuild.compare("GetAlbums", 64, workplace, out, AlbumsBenchmark::getAlbums));
    return figures;
  }

  /** Makes an owner with albums with a small picture each, and returns the request for them. */
  static Supplier<Load.Request> getAlbums(GalleryServer server) {
    GalleryServer.Owner owner = server.owner();
    String image = Base64.getEncoder().encodeToString(Photograph.jpeg(320, 240));
    for (int i = 1; i <= ALBUMS; i++) {
      String description = "What we saw on the way, part " + i + " of 50";
      JsonObject draft = JsonObject.of("Name", "Summer album " + i, "Description", description);
      JsonObject pictures =
          JsonObject.of(
              "AlbumID",
              server.createAlbum(owner.token(), draft),
              "Pictures",
              JsonArray.of(JsonObject.of("Image", image)));
      server.post("/v1/Pictures/AddPictures", owner.token(), pictures.encode());
    }
    Load.Request request =
        Load.Request.get("/v1/Pictures/GetAlbums?UserID=" + owner.id(), owner.token());
    return () -> request;
  }

  /** The headers of a response, for a bare server that gives the same. */
  static JsonObject headers(HttpResponse<?> answer) {
    JsonObject headers = new JsonObject();
    for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
      if (!FRAMING.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.put(header.getKey(), header.getValue().getFirst());
      }
    }
    return headers;
  }

  /** Starts a bare server that gives every request this answer. */
  static Child bare(Workplace workplace, String name, byte[] answer, JsonObject headers)
      throws IOException {
    Path place = workplace.place(name);
    Path body = Files.write(place.resolve("body"), answer);
    Path head = Files.writeString(place.resolve("headers"), headers.encode());
    return workplace.start(
        Build.bare(BareHttp.class, List.of(), List.of(body.toString(), head.toString())));
  }

  static int port(Child bare) {
    return Integer.parseInt(bare.awaitLine("port "));
  }
}
