package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.pinacotheca.benchmarks.measure.Child;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Pinned;
import org.pinacotheca.benchmarks.measure.Program;
import org.pinacotheca.benchmarks.measure.Workplace;

/**
 * A server with 256 MiB of heap at two, four and ten times its capacity, and one with a crowd of
 * slow clients.
 */
final class OverloadBenchmark {
  private static final String HEAP = "-Xmx256m";
  private static final int PICTURES = 50;
  private static final int[] FLOODS = {2, 4, 10};
  private static final int FLOOD_MOST = FLOODS[FLOODS.length - 1];
  private static final double CALM = 0.05;

  /** Slow requests too must be numerous enough to find the slowest hundredth. */
  private static final int CALM_A_SECOND_MIN = 15;

  private static final int CLIENTS = 64;

  /** The number of uploads processed at a time; of more some would be refused. */
  private static final int UPLOADERS = 4;

  private static final int FLOOD_CONNECTIONS = 1000;
  private static final int WARM_UP_MILLIS = 12_000;
  private static final int ROUND_MILLIS = 6_000;

  /** The time of {@code Retry-After}. */
  private static final int PAUSE_MILLIS = 2_000;

  private static final long ANY = Long.MAX_VALUE / 1000;
  private static final double LATENCY_AIM = 3;
  private static final double DONE_AIM = 0.5;
  private static final double RECOVERY_SECONDS_AIM = 1;
  private static final double RESIDENT_AIM = 512;
  private static final int IDLE = 5000;
  private static final int SLOW = 200;
  private static final int FLOODERS = 8;

  private final GalleryServer server;
  private final Pinned pinned;
  private final Child load;
  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();

  private OverloadBenchmark(GalleryServer server, Pinned pinned, Child load, PrintStream out) {
    this.server = server;
    this.pinned = pinned;
    this.load = load;
    this.out = out;
  }

  static List<Figure> run(Workplace workplace, PrintStream out) throws IOException {
    Path place = workplace.place("overload");
    Pinned pinned = Pinned.ifPossible();
    out.println("Overload: " + pinned);
    GalleryServer.Launch launch =
        new GalleryServer.Launch(pinned.server(), List.of(HEAP), List.of());
    try (GalleryServer server = GalleryServer.start(workplace, place.resolve("data"), launch)) {
      GalleryServer.Owner owner = server.owner();
      fillAlbum(server, owner);
      ProcessBuilder flood = Program.bare(FloodProgram.class, List.of(), List.of());
      Child load = workplace.start(pinned.asLoad(flood));
      OverloadBenchmark benchmark = new OverloadBenchmark(server, pinned, load, out);
      String gallery = "GET /v1/Pictures/GetGallery?UserID=" + owner.id();
      String albums = "GET /v1/Pictures/GetAlbums?UserID=" + owner.id();
      String photo = Base64.getEncoder().encodeToString(Photograph.jpeg(1024, 768));
      String upload =
          JsonObject.of("Pictures", JsonArray.of(JsonObject.of("Image", photo))).encode();
      String token = owner.token();
      Path getAlbums = request(place.resolve("albums"), albums, token, "");
      benchmark.flood("GetAlbums", CLIENTS, getAlbums);
      benchmark.flood("GetGallery", CLIENTS, request(place.resolve("gallery"), gallery, token, ""));
      benchmark.flood("UpdateAlbum", CLIENTS, changes(place.resolve("changes"), server, owner));
      benchmark.flood(
          "AddPictures",
          UPLOADERS,
          request(place.resolve("upload"), "POST /v1/Pictures/AddPictures", token, upload));
      benchmark.crowd(workplace, owner, getAlbums);
      load.close();
      return benchmark.figures;
    }
  }

  /** Each client changes its own album, or they would wait for each other. */
  private static Path changes(Path directory, GalleryServer server, GalleryServer.Owner owner)
      throws IOException {
    Files.createDirectories(directory);
    for (int client = 0; client < CLIENTS; client++) {
      String token = server.token(server.member("client" + client), owner.apiKey());
      String change =
          JsonObject.of("AlbumID", album(server, token), "Name", "Changed", "Description", "again")
              .encode();
      request(
          directory.resolve(String.valueOf(client)), "PUT /v1/Pictures/UpdateAlbum", token, change);
    }
    return directory;
  }

  private static int album(GalleryServer server, String token) {
    String draft = JsonObject.of("Name", "Summer", "Description", "On the way").encode();
    return new JsonObject(server.post("/v1/Pictures/CreateAlbum", token, draft).body())
        .getInteger("AlbumID");
  }

  private static void fillAlbum(GalleryServer server, GalleryServer.Owner owner) {
    JsonArray pictures = new JsonArray();
    String image = Base64.getEncoder().encodeToString(Photograph.jpeg(320, 240));
    for (int i = 0; i < PICTURES; i++) {
      pictures.add(JsonObject.of("Image", image));
    }
    int album = album(server, owner.token());
    String body = JsonObject.of("AlbumID", album, "Pictures", pictures).encode();
    server.post("/v1/Pictures/AddPictures", owner.token(), body);
  }

  private static Path request(Path file, String line, String token, String body)
      throws IOException {
    String head =
        line
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: bearer "
            + token
            + "\r\nAccept: application/json\r\n"
            + (body.isEmpty()
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
            + "\r\n";
    return Files.writeString(file, head + body, StandardCharsets.US_ASCII);
  }

  private void flood(String what, int clients, Path request) {
    double roughly = ask(request, clients, 0, WARM_UP_MILLIS, ANY).perSecond;
    // The code of refusals is compiled too, before anything is measured.
    ask(request, FLOOD_CONNECTIONS, roughly * FLOOD_MOST, ROUND_MILLIS, ANY);
    pause();
    double capacity = capacity(request, clients);
    double calmly = Math.max(capacity * CALM, Math.min(capacity / 3, CALM_A_SECOND_MIN));
    Load calm = ask(request, CLIENTS, calmly, ROUND_MILLIS, ANY);
    out.printf(Locale.ROOT, "%s: %.0f a second with %d clients%n", what, capacity, clients);
    out.println(calm.row(String.format(Locale.ROOT, "  unloaded, %.0f a second", calmly)));
    double heldUpTo = 0;
    for (int times : FLOODS) {
      pause();
      Flooded flooded = flooded(request, capacity, times);
      out.println(flooded.row(calm));
      heldUpTo = flooded.isWithin(calm) ? Math.max(heldUpTo, flooded.offered()) : heldUpTo;
      if (times == FLOOD_MOST) {
        tell(what, flooded, calm);
      }
    }
    figures.add(Figure.atLeast(what + ", within 3 times up to", heldUpTo, FLOOD_MOST, ""));
    Load after = ask(request, CLIENTS, calmly, ROUND_MILLIS, (long) (calm.p99 * LATENCY_AIM));
    double mebibytes = server.process().residentBytes().orElse(0) / 1048576.0;
    out.println(after.row("  afterwards"));
    out.printf(Locale.ROOT, "  resident %.0f MiB%n", mebibytes);
    figures.add(
        Figure.atMost(
            what + ", normal again after", after.lastBad / 1000, RECOVERY_SECONDS_AIM, "s"));
    figures.add(Figure.atMost(what + ", resident", mebibytes, RESIDENT_AIM, "MiB"));
  }

  /** The better of two rounds, because every disturbance makes a round worse. */
  private double capacity(Path request, int clients) {
    double first = ask(request, clients, 0, ROUND_MILLIS, ANY).perSecond;
    return Math.max(first, ask(request, clients, 0, ROUND_MILLIS, ANY).perSecond);
  }

  private Flooded flooded(Path request, double capacity, int times) {
    double loops = server.process().cpuSeconds("vert.x-");
    Load load = ask(request, FLOOD_CONNECTIONS, capacity * times, ROUND_MILLIS, ANY);
    double micros = (server.process().cpuSeconds("vert.x-") - loops) * 1e6;
    return new Flooded(load, times, capacity, micros / Math.max(1, load.accepted + load.refused));
  }

  /** Adds the figures of the highest load, which the aims are for. */
  private void tell(String what, Flooded flooded, Load calm) {
    figures.add(Figure.atLeast(what + ", offered / capacity", flooded.offered(), FLOOD_MOST, ""));
    figures.add(
        Figure.atLeast(what + ", accepted under load / capacity", flooded.done(), DONE_AIM, ""));
    figures.add(Figure.atMost(what + ", neither done nor 503", flooded.load.failed, 0, ""));
    double p50 = flooded.load.p50 / calm.p50;
    double p99 = flooded.load.p99 / calm.p99;
    figures.add(Figure.atMost(what + ", p50 under load / unloaded", p50, LATENCY_AIM, ""));
    figures.add(Figure.atMost(what + ", p99 under load / unloaded", p99, LATENCY_AIM, ""));
  }

  /**
   * A server that got more requests than it can serve.
   *
   * @param loopMicros processor time of its event loops for each answer, nearly all of them
   *     refusals
   */
  private record Flooded(Load load, int times, double capacity, double loopMicros) {
    /**
     * How many times its capacity was really sent, rounded to hundredths, because the last request
     * of a round may come a moment after it.
     */
    double offered() {
      return Math.round(100 * load.sent / (capacity * ROUND_MILLIS / 1000)) / 100.0;
    }

    double done() {
      return load.perSecond / capacity;
    }

    boolean isWithin(Load calm) {
      return load.p50 <= calm.p50 * LATENCY_AIM && load.p99 <= calm.p99 * LATENCY_AIM;
    }

    String row(Load calm) {
      return load.row("  " + times + " times as many")
          + String.format(
              Locale.ROOT,
              "%n    offered %.1f times, done %.2f of the capacity, p50 %.2f and p99 %.2f times the"
                  + " unloaded, event loops %.1f us an answer",
              offered(),
              done(),
              load.p50 / calm.p50,
              load.p99 / calm.p99,
              loopMicros);
    }
  }

  private void crowd(Workplace workplace, GalleryServer.Owner owner, Path request) {
    double rate = ask(request, CLIENTS, 0, ROUND_MILLIS, ANY).perSecond * CALM;
    Load alone = ask(request, CLIENTS, rate, ROUND_MILLIS, ANY);
    ProcessBuilder program = Program.bare(CrowdProgram.class, List.of(), List.of());
    Child crowd = workplace.start(pinned.asLoad(program));
    crowd.ask(owner.token());
    crowd.ask(server.port() + " " + IDLE + " " + SLOW + " " + SLOW + " " + FLOODERS);
    Load beside = ask(request, CLIENTS, rate, ROUND_MILLIS, ANY);
    double mebibytes = server.process().residentBytes().orElse(0) / 1048576.0;
    crowd.close();
    out.printf(
        Locale.ROOT,
        "GetAlbums beside %d silent clients, %d who do not read, %d who trickle an upload, %d"
            + " that flood with heads%n",
        IDLE,
        SLOW,
        SLOW,
        FLOODERS);
    out.println(alone.row("  alone"));
    out.println(beside.row("  beside them"));
    out.printf(Locale.ROOT, "  resident %.0f MiB%n", mebibytes);
    figures.add(
        Figure.atMost("beside a crowd, refused or failed", beside.refused + beside.failed, 0, ""));
    figures.add(
        Figure.atMost("beside a crowd, p50 / alone", beside.p50 / alone.p50, LATENCY_AIM, ""));
    figures.add(
        Figure.atMost("beside a crowd, p99 / alone", beside.p99 / alone.p99, LATENCY_AIM, ""));
    figures.add(Figure.atMost("beside a crowd, resident", mebibytes, RESIDENT_AIM, "MiB"));
  }

  private Load ask(
      Path request, int connections, double perSecond, int milliseconds, long slowMicros) {
    String order =
        String.format(
            Locale.ROOT,
            "%s %d %d %.3f %d %d",
            request,
            server.port(),
            connections,
            perSecond,
            milliseconds,
            slowMicros);
    return Load.of(load.ask(order));
  }

  /** Waits as long as {@code Retry-After} asks clients to. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two loads", e);
    }
  }

  /**
   * The report of the flood program; latencies in microseconds, the last bad one in milliseconds.
   */
  private record Load(
      double sent,
      double accepted,
      double refused,
      double failed,
      double p50,
      double p99,
      double lastBad,
      double perSecond) {
    static Load of(String line) {
      double[] numbers =
          Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
      return new Load(
          numbers[0],
          numbers[1],
          numbers[2],
          numbers[3],
          numbers[4],
          numbers[5],
          numbers[6],
          numbers[7]);
    }

    String row(String what) {
      return String.format(
          Locale.ROOT,
          "%-30s sent %8.0f  done %7.0f  503 %5.1f %%  failed %4.0f  p50 %7.2f ms  p99 %7.2f ms",
          what,
          sent,
          accepted,
          100 * refused / Math.max(1, sent),
          failed,
          p50 / 1000,
          p99 / 1000);
    }
  }
}
