package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonArray;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Program;
import org.pinacotheca.benchmarks.measure.Samples;
import org.pinacotheca.benchmarks.measure.Workplace;

/** Time from the start of the process to its first answer, and memory when idle. */
final class StartBenchmark {
  private static final int ROUNDS = 5;
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final double SECONDS_AIM = 2;
  private static final double MEBIBYTES_AIM = 256;

  private StartBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) throws InterruptedException {
    List<Double> empty = new ArrayList<>();
    List<Double> existing = new ArrayList<>();
    List<Double> resident = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Path data = workplace.place("start");
      try (Started first = Started.on(workplace, data)) {
        empty.add(first.seconds);
        useEverything(first.server);
        Thread.sleep(SETTLING);
        OptionalLong bytes = first.server.process().residentBytes();
        bytes.ifPresent(known -> resident.add(known / (1024.0 * 1024)));
      }
      try (Started again = Started.on(workplace, data)) {
        existing.add(again.seconds);
      }
    }
    out.println(
        "Start to first answer, "
            + (Program.hasCache() ? "with" : "WITHOUT")
            + " the build's AOT cache");
    out.printf(
        Locale.ROOT,
        "  empty directory %.2f s, existing directory %.2f s%n",
        Samples.median(empty),
        Samples.median(existing));
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.atMost("first answer, empty directory", Samples.median(empty), SECONDS_AIM, "s"));
    figures.add(
        Figure.atMost(
            "first answer, existing directory", Samples.median(existing), SECONDS_AIM, "s"));
    if (resident.isEmpty()) {
      out.println("  resident memory: this operating system does not tell");
    } else {
      out.printf(Locale.ROOT, "  resident when idle %.0f MiB%n", Samples.median(resident));
      figures.add(
          Figure.atMost(
              "resident memory when idle", Samples.median(resident), MEBIBYTES_AIM, "MiB"));
    }
    return figures;
  }

  /** One request of each kind, uploads included. */
  private static void useEverything(GalleryServer server) {
    GalleryServer.Owner owner = server.owner();
    server.post("/v1/Pictures/CreateAlbum", owner.token(), "{\"Name\":\"Album\"}");
    String image = Base64.getEncoder().encodeToString(Photograph.jpeg(2048, 1536));
    server.post(
        "/v1/Pictures/AddPictures",
        owner.token(),
        "{\"AlbumID\":1,\"Pictures\":[{\"Image\":\"" + image + "\"}]}");
    String albums = server.get("/v1/Pictures/GetAlbums?UserID=" + owner.id(), owner.token()).body();
    server.get(new JsonArray(albums).getJsonObject(0).getString("ThumbUrl"), owner.token());
    server.get("/v1/Pictures/GetGallery?UserID=" + owner.id(), owner.token());
    server.get("/v1/Account/VerifyCredentials", owner.token());
    server.get("/api.php?method=community.getList&api_key=" + owner.apiKey(), owner.token());
  }

  /** A server and how long it took to answer its first request. */
  private static final class Started implements AutoCloseable {
    private final GalleryServer server;
    private final double seconds;

    private Started(GalleryServer server, double seconds) {
      this.server = server;
      this.seconds = seconds;
    }

    static Started on(Workplace workplace, Path data) {
      long begin = System.nanoTime();
      GalleryServer server = GalleryServer.start(workplace, data);
      server.get("/health/ready", "none");
      return new Started(server, (System.nanoTime() - begin) / 1e9);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
