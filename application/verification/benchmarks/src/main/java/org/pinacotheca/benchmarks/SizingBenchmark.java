package org.pinacotheca.benchmarks;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Side;
import org.pinacotheca.benchmarks.measure.Workplace;

/**
 * The throughput per second of a server with one and with two processors, to choose a machine.
 * There is nothing to compare it with, so it has no aims.
 */
final class SizingBenchmark {
  private static final int ROUNDS = 3;
  private static final int ROUND_MILLIS = 4_000;
  private static final int WARM_UP_MILLIS = 8_000;
  private static final int CONNECTIONS = 64;
  private static final int UPLOADERS = 4;

  /** The load requests more pictures from one address than the rate limits allow. */
  private static final List<String> UNLIMITED = List.of("--rate-media", "0");

  private SizingBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) {
    if (!System.getProperty("os.name").equals("Linux")) {
      out.println("Sizing: only Linux lets a process have some of the processors (taskset)");
      return List.of();
    }
    int most = Math.min(2, Runtime.getRuntime().availableProcessors());
    for (int processors = 1; processors <= most; processors++) {
      out.println("A server of " + processors + (processors == 1 ? " processor" : " processors"));
      List<String> starter = List.of("taskset", "--cpu-list", processors == 1 ? "0" : "0,1");
      GalleryServer.Launch launch = new GalleryServer.Launch(starter, List.of(), UNLIMITED);
      try (Load load = new Load();
          GalleryServer server =
              GalleryServer.start(workplace, workplace.place("sizing"), launch)) {
        measure(server, load, out);
      }
    }
    return List.of();
  }

  private static void measure(GalleryServer server, Load load, PrintStream out) {
    Load.Request albums = AlbumsBenchmark.getAlbums(server).get();
    String token = albums.token();
    String first = server.get(albums.path(), token).body();
    String thumb = new JsonArray(first).getJsonObject(0).getString("ThumbUrl");
    Load.Request gallery =
        Load.Request.get(albums.path().replace("GetAlbums", "GetGallery"), token);
    Load.Request picture = Load.Request.get(thumb.substring(thumb.indexOf("/media/")), token);
    print(server, "GetAlbums, 50 albums", CONNECTIONS, () -> albums, load, out);
    print(server, "GetGallery, 50 albums", CONNECTIONS, () -> gallery, load, out);
    print(server, "a picture of 130 pixels", CONNECTIONS, () -> picture, load, out);
    memory(server, "after reading", out);
    String photo = Base64.getEncoder().encodeToString(Photograph.jpeg(2048, 1536));
    Load.Request upload =
        Load.Request.of(
            HttpMethod.POST,
            "/v1/Pictures/AddPictures",
            token,
            JsonObject.of("Pictures", JsonArray.of(JsonObject.of("Image", photo))).encode());
    print(server, "AddPictures, 2048 x 1536", UPLOADERS, () -> upload, load, out);
    memory(server, "after uploads", out);
  }

  private static void print(
      GalleryServer server,
      String what,
      int connections,
      Supplier<Load.Request> requests,
      Load load,
      PrintStream out) {
    Side side = Side.of(what, server, requests);
    side.measure(load, connections, WARM_UP_MILLIS);
    List<Side.Rate> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(side.measure(load, connections, ROUND_MILLIS));
    }
    out.println(Side.row("  " + what, rounds));
  }

  private static void memory(GalleryServer server, String when, PrintStream out) {
    server
        .process()
        .peakResidentBytes()
        .ifPresent(bytes ->
            out.printf(
                Locale.ROOT,
                "  %-32s %8.0f MiB resident at most%n",
                when,
                bytes / (1024.0 * 1024)));
  }
}
