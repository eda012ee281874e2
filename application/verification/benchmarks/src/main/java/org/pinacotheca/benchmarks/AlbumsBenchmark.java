package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pinacotheca.benchmarks.measure.Child;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Program;
import org.pinacotheca.benchmarks.measure.Workplace;

/** GetAlbums of an owner with 50 albums with covers, against a bare Vert.x handler. */
final class AlbumsBenchmark {
  private static final int ALBUMS = 50;
  private static final double AIM = 0.25;

  /** Headers that Vert.x writes itself. */
  private static final Set<String> FRAMING = Set.of("content-length", "connection", ":status");

  private AlbumsBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) throws IOException {
    try (GalleryServer server = GalleryServer.start(workplace, workplace.place("albums"))) {
      GalleryServer.Owner owner = server.owner();
      fill(server, owner);
      String path = "/v1/Pictures/GetAlbums?UserID=" + owner.id();
      HttpResponse<String> answer = server.get(path, owner.token());
      out.println("GetAlbums: " + ALBUMS + " albums, " + answer.body().length() + " bytes");
      int barePort = bare(workplace, answer);
      Child load = workplace.start(Program.bare(LoadProgram.class, List.of(), List.of()));
      load.ask(path);
      load.ask(owner.token());
      Load.warmUp(load, server.port());
      Load.warmUp(load, barePort);
      List<Figure> figures = new ArrayList<>();
      for (int connections : List.of(16, 64)) {
        figures.add(compare(load, server.port(), barePort, connections, out));
      }
      load.close();
      return figures;
    }
  }

  /** Albums with a small picture each. */
  static void fill(GalleryServer server, GalleryServer.Owner owner) {
    String image = Base64.getEncoder().encodeToString(Photograph.jpeg(320, 240));
    for (int i = 1; i <= ALBUMS; i++) {
      JsonObject draft =
          JsonObject.of(
              "Name",
              "Summer album " + i,
              "Description",
              "What we saw on the way, part " + i + " of 50");
      JsonObject album =
          new JsonObject(
              server.post("/v1/Pictures/CreateAlbum", owner.token(), draft.encode()).body());
      String pictures =
          "{\"AlbumID\":"
              + album.getInteger("AlbumID")
              + ",\"Pictures\":[{\"Image\":\""
              + image
              + "\"}]}";
      server.post("/v1/Pictures/AddPictures", owner.token(), pictures);
    }
  }

  private static int bare(Workplace workplace, HttpResponse<String> answer) throws IOException {
    JsonObject headers = new JsonObject();
    for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
      if (!FRAMING.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.put(header.getKey(), header.getValue().getFirst());
      }
    }
    return bare(workplace, "bare", answer.body(), headers);
  }

  /** Starts a bare server that gives every request this answer; returns its port. */
  static int bare(Workplace workplace, String name, String answer, JsonObject headers)
      throws IOException {
    Path place = workplace.place(name);
    Path body = Files.writeString(place.resolve("body"), answer);
    Path head = Files.writeString(place.resolve("headers"), headers.encode());
    Child bare =
        workplace.start(
            Program.bare(BareHttp.class, List.of(), List.of(body.toString(), head.toString())));
    return Integer.parseInt(bare.awaitLine("port "));
  }

  private static Figure compare(
      Child load, int port, int barePort, int connections, PrintStream out) {
    double ratio =
        Load.ratio(
            new Load.Side("gallery", load, port),
            new Load.Side("bare Vert.x", load, barePort),
            connections,
            out);
    return Figure.atLeast(
        "GetAlbums / bare Vert.x, " + connections + " connections", ratio, AIM, "");
  }
}
