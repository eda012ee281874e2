package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pinacotheca.benchmarks.measure.Child;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Nginx;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Samples;
import org.pinacotheca.benchmarks.measure.Side;
import org.pinacotheca.benchmarks.measure.Workplace;

/**
 * Pictures at their addresses: one and ten thousand, warm, cold and after a removal, against a bare
 * Vert.x handler and, where it is installed, nginx.
 */
final class MediaBenchmark {
  private static final int PICTURES = 10_000;
  private static final int PICTURES_PER_REQUEST = 50;
  private static final int PAGE = 100;
  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = 3;
  private static final int ROUND_MILLIS = 2_500;
  private static final int WARM_UP_MILLIS = 6_000;

  /** So short that few addresses are requested a second time. */
  private static final int ONCE_MILLIS = 500;

  private static final double RATE_AIM = 0.6;
  private static final double PROCESSOR_AIM = 2;

  private final Workplace workplace;
  private final GalleryServer server;
  private final GalleryServer.Owner owner;
  private final Load load;
  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();

  private MediaBenchmark(Workplace workplace, GalleryServer server, Load load, PrintStream out) {
    this.workplace = workplace;
    this.server = server;
    this.owner = server.owner();
    this.load = load;
    this.out = out;
  }

  static List<Figure> run(Workplace workplace, PrintStream out)
      throws IOException, InterruptedException {
    GalleryServer.Launch launch =
        GalleryServer.Launch.withArguments(
            "--rate-media", "0", "--album-pictures-max", Integer.toString(PICTURES));
    try (Load load = new Load();
        GalleryServer server = GalleryServer.start(workplace, workplace.place("media"), launch)) {
      MediaBenchmark benchmark = new MediaBenchmark(workplace, server, load, out);
      benchmark.measure();
      return benchmark.figures;
    }
  }

  private void measure() throws IOException, InterruptedException {
    add(PICTURES, Photograph.jpeg(640, 480));
    List<String> thumbs = new ArrayList<>();
    List<String> bigs = new ArrayList<>();
    List<String> smalls = new ArrayList<>();
    for (int page = 1; page <= PICTURES / PAGE; page++) {
      String photos = photos(page);
      thumbs.addAll(addresses(photos, "src"));
      bigs.addAll(addresses(photos, "src_big"));
      smalls.addAll(addresses(photos, "src_small"));
    }
    add(1, Photograph.jpeg(2048, 1536));
    List<String> original = List.of(newestOriginal());
    Path root = workplace.place("files");
    write(root, "thumb", thumbs.getFirst(), PICTURES);
    write(root, "big", bigs.getFirst(), PICTURES);
    write(root, "original", original.getFirst(), 1);
    Optional<Nginx> nginx = Nginx.start(workplace, root);
    if (nginx.isEmpty()) {
      out.println("Media: there is no nginx on the PATH to compare with");
    }
    warmUp(thumbs);
    compare("130 pixels, 1 picture", "thumb", thumbs.subList(0, 1), nginx);
    compare("130 pixels, 10,000 pictures", "thumb", thumbs, nginx);
    compare("604 pixels, 1 picture", "big", bigs.subList(0, 1), nginx);
    compare("604 pixels, 10,000 pictures", "big", bigs, nginx);
    compare("original, 1 picture", "original", original, nginx);
    once("75 pixels, 10,000 pictures, cold", smalls);
    side(thumbs).measure(load, CONNECTIONS, ROUND_MILLIS);
    removeOne(thumbs.removeLast());
    once("130 pixels, 10,000 pictures, after a removal", thumbs);
  }

  private void warmUp(List<String> paths) {
    out.println("Pictures, " + CONNECTIONS + " connections");
    side(paths).measure(load, CONNECTIONS, WARM_UP_MILLIS);
  }

  private void add(int count, byte[] picture) {
    int album =
        server.createAlbum(
            owner.token(), JsonObject.of("Name", "Album", "Description", "With pictures"));
    JsonObject image = JsonObject.of("Image", Base64.getEncoder().encodeToString(picture));
    for (int added = 0; added < count; added += PICTURES_PER_REQUEST) {
      List<JsonObject> images =
          Collections.nCopies(Math.min(PICTURES_PER_REQUEST, count - added), image);
      JsonObject pictures =
          JsonObject.of("AlbumID", album, "Pictures", new JsonArray(List.copyOf(images)));
      server.post("/v1/Pictures/AddPictures", owner.token(), pictures.encode());
    }
  }

  private String photos(int page) {
    Map<String, String> call =
        owner.signed(
            Map.of(
                "method", "up.photos.get",
                "uids", Integer.toString(owner.id()),
                "pageSize", Integer.toString(PAGE),
                "pageNumber", Integer.toString(page)));
    String form =
        call.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return server
        .post(
            "/api.php",
            "application/x-www-form-urlencoded",
            form.getBytes(StandardCharsets.US_ASCII))
        .body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> addresses(String photos, String element) {
    return Pattern.compile("<" + element + ">https?://[^/]+(/media/[^<]+)</")
        .matcher(photos)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private String newestOriginal() {
    String gallery =
        server.get("/v1/Pictures/GetGallery?PageSize=1&UserID=" + owner.id(), owner.token()).body();
    String url =
        new JsonObject(gallery).getJsonArray("Pictures").getJsonObject(0).getString("ImageUrl");
    return url.substring(url.indexOf("/media/"));
  }

  /** As many files with the bytes of the picture at this address. */
  private void write(Path root, String name, String address, int count) throws IOException {
    byte[] bytes = server.bytes(address).body();
    Path directory = Files.createDirectory(root.resolve(name));
    for (int i = 0; i < count; i++) {
      Files.write(directory.resolve(i + ".jpg"), bytes);
    }
  }

  private Side side(List<String> paths) {
    return Side.of("gallery", server, inTurn(paths));
  }

  private static Supplier<Load.Request> inTurn(List<String> paths) {
    return OtherBuild.inTurn(paths.stream().map(path -> Load.Request.get(path, "none")).toList());
  }

  /** Measures all sides in turn, and compares the medians of their rounds. */
  private void compare(String what, String name, List<String> paths, Optional<Nginx> nginx)
      throws IOException {
    HttpResponse<byte[]> picture = server.bytes(paths.getFirst());
    out.println(what + ", " + picture.body().length + " bytes");
    try (Child bare =
        AlbumsBenchmark.bare(workplace, "bare", picture.body(), AlbumsBenchmark.headers(picture))) {
      Supplier<Load.Request> any = inTurn(List.of("/"));
      List<Side> sides = new ArrayList<>();
      sides.add(side(paths));
      sides.add(new Side("bare Vert.x", bare, AlbumsBenchmark.port(bare), any));
      List<String> files =
          IntStream.range(0, paths.size()).mapToObj(i -> "/" + name + "/" + i + ".jpg").toList();
      nginx.ifPresent(it -> sides.add(new Side("nginx", it.process(), it.port(), inTurn(files))));
      sides.forEach(side -> side.measure(load, CONNECTIONS, ROUND_MILLIS));
      List<List<Side.Rate>> rates =
          sides.stream().<List<Side.Rate>>map(_ -> new ArrayList<>()).toList();
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < sides.size(); i++) {
          rates.get(i).add(sides.get(i).measure(load, CONNECTIONS, ROUND_MILLIS));
        }
      }
      for (int i = 0; i < sides.size(); i++) {
        out.println(Side.row("  " + sides.get(i).name(), rates.get(i)));
        if (i > 0) {
          figure(what + " / " + sides.get(i).name(), rates.getFirst(), rates.get(i));
        }
      }
    }
  }

  private void figure(String what, List<Side.Rate> ours, List<Side.Rate> theirs) {
    double rate = ratio(ours, theirs, Side.Rate::perSecond);
    double processor = ratio(theirs, ours, Side.Rate::perProcessorSecond);
    figures.add(Figure.atLeast(what + ", a second", rate, RATE_AIM, ""));
    figures.add(Figure.atMost(what + ", processor", processor, PROCESSOR_AIM, ""));
    out.printf(
        Locale.ROOT, "  / %s: %.2f a second, %.2f of processor time%n", what, rate, processor);
  }

  private static double ratio(
      List<Side.Rate> ours, List<Side.Rate> theirs, ToDoubleFunction<Side.Rate> figure) {
    return median(ours, figure) / median(theirs, figure);
  }

  private static double median(List<Side.Rate> rates, ToDoubleFunction<Side.Rate> figure) {
    return Samples.median(rates.stream().map(figure::applyAsDouble).toList());
  }

  /** Measures addresses that are not asked for again. */
  private void once(String what, List<String> paths) {
    Side.Rate rate = side(paths).measure(load, CONNECTIONS, ONCE_MILLIS);
    out.println(Side.row("  " + what, List.of(rate)));
  }

  private void removeOne(String address) {
    String picture = address.replaceFirst(".*/s[0-9]+_([0-9]+)_.*", "$1");
    server.post("/v1/Pictures/RemovePictures", owner.token(), "{\"PictureIDs\":[" + picture + "]}");
  }
}
