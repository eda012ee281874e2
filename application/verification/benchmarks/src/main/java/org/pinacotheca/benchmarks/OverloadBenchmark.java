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
import org.pinacotheca.benchmarks.measure.Workplace;

/** A server with 256 MiB of heap at two and four times its capacity, and right afterwards. */
final class OverloadBenchmark {
  private static final String HEAP = "-Xmx256m";
  private static final String WAIT_MAX_MILLIS = "1000";
  private static final int PICTURES = 50;
  private static final List<Integer> FLOODS = List.of(2, 4);
  private static final int FLOOD_MOST = FLOODS.getLast();
  private static final double CALM = 0.05;

  /** Slow requests too must be numerous enough to find the slowest hundredth. */
  private static final int CALM_A_SECOND_MIN = 15;

  private static final int CLIENTS = 64;

  /** The number of uploads processed at a time; of more some would be refused. */
  private static final int UPLOADERS = 4;

  private static final int FLOOD_CONNECTIONS = 1000;
  private static final int WARM_UP_MILLIS = 12_000;
  private static final int ROUND_MILLIS = 6_000;

  /** The aim for the time until the server is as fast as before. */
  private static final int RECOVERY_MILLIS = 1_000;

  private static final double LATENCY_AIM = 3;
  private static final double DONE_AIM = 0.5;
  private static final double RESIDENT_AIM = 512;

  private final GalleryServer server;
  private final Load load;
  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();

  private OverloadBenchmark(GalleryServer server, Load load, PrintStream out) {
    this.server = server;
    this.load = load;
    this.out = out;
  }

  static List<Figure> run(Workplace workplace, PrintStream out) throws InterruptedException {
    GalleryServer.Launch launch =
        new GalleryServer.Launch(List.of(), List.of(HEAP), List.of("--wait-max", WAIT_MAX_MILLIS));
    try (Load load = new Load();
        GalleryServer server =
            GalleryServer.start(workplace, workplace.place("overload"), launch)) {
      OverloadBenchmark benchmark = new OverloadBenchmark(server, load, out);
      GalleryServer.Owner owner = server.owner();
      String token = owner.token();
      String image = Base64.getEncoder().encodeToString(Photograph.jpeg(320, 240));
      JsonArray pictures = new JsonArray();
      for (int i = 0; i < PICTURES; i++) {
        pictures.add(JsonObject.of("Image", image));
      }
      String filling =
          JsonObject.of("AlbumID", album(server, token), "Pictures", pictures).encode();
      server.post("/v1/Pictures/AddPictures", token, filling);
      Load.Request gallery =
          Load.Request.get("/v1/Pictures/GetGallery?UserID=" + owner.id(), token);
      benchmark.flood("GetGallery", CLIENTS, () -> gallery);
      benchmark.flood("UpdateAlbum", CLIENTS, changes(server, owner));
      String photo = Base64.getEncoder().encodeToString(Photograph.jpeg(1024, 768));
      String body = JsonObject.of("Pictures", JsonArray.of(JsonObject.of("Image", photo))).encode();
      Load.Request upload =
          Load.Request.of(HttpMethod.POST, "/v1/Pictures/AddPictures", token, body);
      benchmark.flood("AddPictures", UPLOADERS, () -> upload);
      return benchmark.figures;
    }
  }

  private static int album(GalleryServer server, String token) {
    return server.createAlbum(token, JsonObject.of("Name", "Summer", "Description", "On the way"));
  }

  /** Each client changes its own album, or they would wait for each other. */
  private static Supplier<Load.Request> changes(GalleryServer server, GalleryServer.Owner owner) {
    List<Load.Request> changes = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      String token = server.token(server.member("client" + client), owner.apiKey());
      String change =
          JsonObject.of("AlbumID", album(server, token), "Name", "Changed", "Description", "again")
              .encode();
      changes.add(Load.Request.of(HttpMethod.PUT, "/v1/Pictures/UpdateAlbum", token, change));
    }
    return OtherBuild.inTurn(changes);
  }

  private void flood(String what, int clients, Supplier<Load.Request> requests)
      throws InterruptedException {
    double roughly = saturate(clients, WARM_UP_MILLIS, requests);
    // The code of refusals is compiled too, before anything is measured.
    send(FLOOD_CONNECTIONS, roughly * FLOOD_MOST, ROUND_MILLIS, requests);
    Thread.sleep(RECOVERY_MILLIS);
    double capacity = saturate(clients, ROUND_MILLIS, requests);
    double calmly = Math.max(capacity * CALM, Math.min(capacity / 3, CALM_A_SECOND_MIN));
    Load.Round calm = send(CLIENTS, calmly, ROUND_MILLIS, requests);
    out.printf(Locale.ROOT, "%s: %.0f a second with %d clients%n", what, capacity, clients);
    out.println(row(calm, "unloaded, %.0f a second".formatted(calmly)));
    for (int times : FLOODS) {
      Load.Round flooded = send(FLOOD_CONNECTIONS, capacity * times, ROUND_MILLIS, requests);
      Thread.sleep(RECOVERY_MILLIS);
      Load.Round after = send(CLIENTS, calmly, ROUND_MILLIS, requests);
      double resident = server.process().residentBytes().orElse(0) / 1048576.0;
      out.println(row(flooded, times + " times as many"));
      out.println(row(after, "a second later"));
      String flood = what + ", " + times + " times: ";
      add(Figure.atLeast(flood + "done / capacity", flooded.perSecond() / capacity, DONE_AIM, ""));
      add(Figure.atMost(flood + "neither done nor 503", flooded.failed(), 0, ""));
      add(ratio(flood + "p50 / unloaded", flooded, calm, 0.50));
      add(ratio(flood + "p99 / unloaded", flooded, calm, 0.99));
      add(ratio(flood + "p99 a second later / unloaded", after, calm, 0.99));
      add(Figure.atMost(flood + "resident", resident, RESIDENT_AIM, "MiB"));
    }
  }

  private double saturate(int connections, int millis, Supplier<Load.Request> requests) {
    return load.saturate(server.port(), connections, millis, requests).perSecond();
  }

  private Load.Round send(
      int connections, double perSecond, int millis, Supplier<Load.Request> requests) {
    return load.atRate(server.port(), connections, perSecond, millis, requests);
  }

  private void add(Figure figure) {
    figures.add(figure);
  }

  private static Figure ratio(String what, Load.Round one, Load.Round calm, double share) {
    return Figure.atMost(what, one.latency(share) / calm.latency(share), LATENCY_AIM, "");
  }

  private static String row(Load.Round round, String what) {
    return String.format(
        Locale.ROOT,
        "  %-28s sent %8d  done %7d  503 %5.1f %%  failed %4d  p50 %7.2f ms  p99 %7.2f ms",
        what,
        round.sent(),
        round.accepted(),
        100.0 * round.refused() / Math.max(1, round.sent()),
        round.failed(),
        round.latency(0.50),
        round.latency(0.99));
  }
}
