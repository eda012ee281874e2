package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.pinacotheca.benchmarks.measure.Child;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Program;
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
  private static final int UPLOADS_WARM_UP = 30;
  private static final int UPLOAD_MILLIS = 12_000;

  /** The load requests more pictures from one address than the rate limits allow. */
  private static final List<String> UNLIMITED = List.of("--rate-media", "0");

  private SizingBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out)
      throws IOException, InterruptedException, ExecutionException {
    if (!System.getProperty("os.name").equals("Linux")) {
      out.println("Sizing: only Linux lets a process have some of the processors (taskset)");
      return List.of();
    }
    int most = Math.min(2, Runtime.getRuntime().availableProcessors());
    for (int processors = 1; processors <= most; processors++) {
      out.println("A server of " + processors + (processors == 1 ? " processor" : " processors"));
      String which = processors == 1 ? "0" : "0,1";
      List<String> starter = List.of("taskset", "--cpu-list", which);
      GalleryServer.Launch launch = new GalleryServer.Launch(starter, List.of(), UNLIMITED);
      try (GalleryServer server =
          GalleryServer.start(workplace, workplace.place("sizing"), launch)) {
        GalleryServer.Owner owner = server.owner();
        AlbumsBenchmark.fill(server, owner);
        reads(workplace, server, owner, out);
        memory(server, "after reading", out);
        uploads(server, owner, out);
        memory(server, "after uploads", out);
      }
    }
    return List.of();
  }

  private static void reads(
      Workplace workplace, GalleryServer server, GalleryServer.Owner owner, PrintStream out) {
    String albums = "/v1/Pictures/GetAlbums?UserID=" + owner.id();
    String gallery = "/v1/Pictures/GetGallery?UserID=" + owner.id();
    String first = server.get(albums, owner.token()).body();
    String thumb = new JsonArray(first).getJsonObject(0).getString("ThumbUrl");
    String media = thumb.substring(thumb.indexOf("/media/"));
    ask(workplace, server, owner, "GetAlbums, 50 albums", albums, out);
    ask(workplace, server, owner, "GetGallery, 50 albums", gallery, out);
    ask(workplace, server, owner, "a picture of 130 pixels", media, out);
  }

  private static void ask(
      Workplace workplace,
      GalleryServer server,
      GalleryServer.Owner owner,
      String what,
      String path,
      PrintStream out) {
    try (Child load = workplace.start(Program.bare(LoadProgram.class, List.of(), List.of()))) {
      load.ask(path);
      load.ask(owner.token());
      Load.measure(load, server.port(), CONNECTIONS, WARM_UP_MILLIS);
      List<Load> rounds = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        rounds.add(Load.measure(load, server.port(), CONNECTIONS, ROUND_MILLIS));
      }
      out.println(Load.row("  " + what, rounds));
    }
  }

  private static void uploads(GalleryServer server, GalleryServer.Owner owner, PrintStream out)
      throws InterruptedException, ExecutionException {
    byte[] photo = Photograph.jpeg(2048, 1536);
    String json =
        "{\"Pictures\":[{\"Image\":\"" + Base64.getEncoder().encodeToString(photo) + "\"}]}";
    AtomicInteger begun = new AtomicInteger();
    upload(server, owner, json, () -> begun.getAndIncrement() < UPLOADS_WARM_UP);
    long begin = System.nanoTime();
    long nanos = UPLOAD_MILLIS * 1_000_000L;
    int done = upload(server, owner, json, () -> System.nanoTime() - begin < nanos);
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.printf(
        Locale.ROOT,
        "  %-32s %8.1f uploads/s, %d at a time, %d bytes each%n",
        "AddPictures, 2048 x 1536",
        done / seconds,
        UPLOADERS,
        photo.length);
  }

  /**
   * Adds the picture again and again, several at a time, while {@code goesOn}; returns how often.
   */
  private static int upload(
      GalleryServer server, GalleryServer.Owner owner, String json, GoesOn goesOn)
      throws InterruptedException, ExecutionException {
    try (ExecutorService uploaders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < UPLOADERS; i++) {
        all.add(
            uploaders.submit(() -> {
              int done = 0;
              while (goesOn.now()) {
                server.post("/v1/Pictures/AddPictures", owner.token(), json);
                done++;
              }
              return done;
            }));
      }
      int sum = 0;
      for (Future<Integer> done : all) {
        sum += done.get();
      }
      return sum;
    }
  }

  private static void memory(GalleryServer server, String when, PrintStream out) {
    OptionalLong peak = server.process().peakResidentBytes();
    peak.ifPresent(bytes ->
        out.printf(Locale.ROOT, "  %-32s %8.0f MiB resident at most%n", when, mebibytes(bytes)));
  }

  private static double mebibytes(long bytes) {
    return bytes / (1024.0 * 1024);
  }

  /** Whether there is more to do. */
  @FunctionalInterface
  private interface GoesOn {
    boolean now();
  }
}
