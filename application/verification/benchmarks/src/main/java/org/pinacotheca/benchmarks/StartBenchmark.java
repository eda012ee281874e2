package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonArray;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.pinacotheca.benchmarks.measure.Build;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.PlainService;
import org.pinacotheca.benchmarks.measure.Samples;
import org.pinacotheca.benchmarks.measure.Workplace;

/**
 * Time from the start of the process to its first answer, with and without the script that starts
 * it, and memory when idle.
 */
final class StartBenchmark {
  private static final int ROUNDS = 5;
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final double SECONDS_AIM = 2;
  private static final double PLAIN_AIM = 0.25;
  private static final double MEBIBYTES_AIM = 220;

  private StartBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) throws InterruptedException {
    List<Starts> all = Build.all().stream().map(Starts::new).toList();
    List<Double> plain = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Starts starts : all) {
        starts.measure(workplace);
      }
      PlainService.jar().ifPresent(jar -> plain.add(secondsOfPlain(workplace, jar)));
    }
    List<Figure> figures = new ArrayList<>();
    for (Starts starts : all) {
      out.println(
          "Start to first answer, "
              + starts.build.name()
              + (starts.build.hasCache() ? ", with" : ", WITHOUT")
              + " its AOT cache");
      String name = ", " + starts.build.name();
      figures.add(figure("first answer, empty directory" + name, starts.empty, SECONDS_AIM, "s"));
      figures.add(
          figure("first answer, existing directory" + name, starts.existing, SECONDS_AIM, "s"));
      figures.add(figure("first answer, by the script" + name, starts.script, SECONDS_AIM, "s"));
      if (!plain.isEmpty()) {
        figures.add(
            Figure.atMost(
                "the same / plain service" + name,
                Samples.median(starts.script) / Samples.median(plain),
                PLAIN_AIM,
                ""));
      }
      if (!starts.resident.isEmpty()) {
        figures.add(
            figure("resident memory when idle" + name, starts.resident, MEBIBYTES_AIM, "MiB"));
      }
    }
    figures.forEach(figure -> out.println("  " + figure.row()));
    return figures;
  }

  private static double secondsOfPlain(Workplace workplace, Path jar) {
    long begin = System.nanoTime();
    try (PlainService _ = PlainService.start(workplace, jar, workplace.place("plain"))) {
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private static Figure figure(String what, List<Double> samples, double aim, String unit) {
    return Figure.atMost(what, Samples.median(samples), aim, unit);
  }

  /** The starts of a build. */
  private record Starts(
      Build build,
      List<Double> empty,
      List<Double> existing,
      List<Double> script,
      List<Double> resident) {
    private Starts(Build build) {
      this(build, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private void measure(Workplace workplace) throws InterruptedException {
      Path data = workplace.place("start");
      try (Started first = Started.of(() -> GalleryServer.start(workplace, data, build))) {
        empty.add(first.seconds);
        useEverything(first.server);
        Thread.sleep(SETTLING);
        OptionalLong bytes = first.server.process().residentBytes();
        bytes.ifPresent(known -> resident.add(known / (1024.0 * 1024)));
      }
      try (Started again = Started.of(() -> GalleryServer.start(workplace, data, build))) {
        existing.add(again.seconds);
      }
      Path fresh = workplace.place("start");
      try (Started byScript =
          Started.of(() -> GalleryServer.startByScript(workplace, fresh, build))) {
        script.add(byScript.seconds);
      }
    }
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

    static Started of(Supplier<GalleryServer> start) {
      long begin = System.nanoTime();
      GalleryServer server = start.get();
      server.get("/health/ready", "none");
      return new Started(server, (System.nanoTime() - begin) / 1e9);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
