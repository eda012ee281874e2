package org.pinacotheca.benchmarks.growth;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Workplace;
import org.pinacotheca.domain.identity.ApiKey;

/**
 * The measured calls: requests to the real server with tokens of 300 members, one after the other
 * on one connection.
 */
final class GrowthApi {
  private static final int READINGS = 1000;
  private static final int WRITINGS = 300;
  private static final int VIEWERS_MAX = 300;
  private static final String PICTURES = "/v1/Pictures/";

  private final GalleryServer server;
  private final ApiKey application;
  private final int members;
  private final List<GeneratedGalleries.Place> spacious;
  private final List<GeneratedGalleries.Place> locked;
  private final SplittableRandom random = new SplittableRandom(5);
  private final int[] viewers;
  private final Map<Integer, String> tokens = new HashMap<>();
  private final String image = Base64.getEncoder().encodeToString(Photograph.jpeg(64, 48));

  private GrowthApi(
      GalleryServer server,
      ApiKey application,
      int members,
      List<GeneratedGalleries.Place> places) {
    this.server = server;
    this.application = application;
    this.members = members;
    this.spacious = places.stream().filter(GeneratedGalleries.Place::hasRoom).toList();
    this.locked = places.stream().filter(GeneratedGalleries.Place::isLocked).toList();
    this.viewers = IntStream.range(0, VIEWERS_MAX).map(_ -> member()).toArray();
  }

  /**
   * A request that is timed.
   *
   * @param counts whether an answer is one that is measured
   */
  private record Request(HttpRequest.Builder http, Predicate<String> counts) {}

  private interface Choice {
    /** Chooses the next request, in time that is not measured. */
    Request next();
  }

  /** Starts a server on the data, measures, and stops it. */
  static Map<GrowthCall, long[]> measure(
      Workplace workplace,
      Path data,
      List<String> serverArguments,
      ApiKey application,
      int members,
      List<GeneratedGalleries.Place> places) {
    GalleryServer.Launch launch =
        GalleryServer.Launch.withArguments(serverArguments.toArray(String[]::new));
    try (GalleryServer server = GalleryServer.start(workplace, data, launch)) {
      return new GrowthApi(server, application, members, places).measure();
    }
  }

  private Map<GrowthCall, long[]> measure() {
    for (int viewer : viewers) {
      token(viewer);
    }
    Map<GrowthCall, long[]> latencies = new EnumMap<>(GrowthCall.class);
    for (GrowthCall call : GrowthCall.values()) {
      latencies.put(
          call,
          switch (call) {
            case LIST_NEW -> time(READINGS, this::listAfterWrite);
            case LIST_KEPT -> time(READINGS, this::listAgain);
            case GALLERY -> time(READINGS, this::readGallery);
            case GALLERY_ALBUM -> time(READINGS, this::readAlbum);
            case ADD -> time(WRITINGS, this::addPicture);
            case UNLOCK -> time(WRITINGS, this::unlock);
          });
    }
    return latencies;
  }

  private long[] time(int count, Choice choice) {
    long[] nanos = new long[count];
    int warmUp = count / 2;
    for (int done = -warmUp; done < count; ) {
      Request request = choice.next();
      long begin = System.nanoTime();
      String answer = ask(request.http);
      long taken = System.nanoTime() - begin;
      if (request.counts.test(answer)) {
        if (done >= 0) {
          nanos[done] = taken;
        }
        done++;
      }
    }
    return nanos;
  }

  private Request listAfterWrite() {
    int owner = member();
    String plans = "{\"PricePlans\":[{\"DurationID\":3,\"Price\":5.00}]}";
    ask(request("PUT", "UpdatePricePlans", owner, plans));
    return list(owner);
  }

  private Request listAgain() {
    Request request = list(member());
    ask(request.http);
    return request;
  }

  private Request list(int owner) {
    return reading("GetAlbums?UserID=" + owner, "\"AlbumID\"");
  }

  private Request readGallery() {
    return reading("GetGallery?UserID=" + member(), "\"PictureID\"");
  }

  private Request readAlbum() {
    GeneratedGalleries.Place place = any(spacious);
    return reading(
        "GetGallery?UserID=" + place.owner() + "&AlbumID=" + place.album(), "\"PictureID\"");
  }

  private Request reading(String path, String counts) {
    return new Request(request("GET", path, viewer(), ""), answer -> answer.contains(counts));
  }

  private Request addPicture() {
    GeneratedGalleries.Place place = any(spacious);
    String body =
        String.format(
            Locale.ROOT,
            "{\"AlbumID\":%d,\"Pictures\":[{\"Title\":\"One more\",\"Image\":\"%s\"}]}",
            place.album(),
            image);
    return new Request(request("POST", "AddPictures", place.owner(), body), _ -> true);
  }

  /** Earlier buyers of the album are not counted, because nothing is sold to them. */
  private Request unlock() {
    String body =
        String.format(
            Locale.ROOT,
            "{\"AlbumID\":%d,\"PinNumber\":\"%s\"}",
            any(locked).album(),
            GeneratedGalleries.PIN);
    return new Request(
        request("POST", "UnlockAlbum", viewer(), body),
        answer -> !answer.contains("\"Charged\":0.00"));
  }

  private HttpRequest.Builder request(String method, String path, int member, String json) {
    return server
        .request(PICTURES + path, token(member))
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(json));
  }

  private String ask(HttpRequest.Builder request) {
    return server.send(request).body();
  }

  private String token(int member) {
    return tokens.computeIfAbsent(member, id -> server.token(id, application.value()));
  }

  private int viewer() {
    return viewers[random.nextInt(viewers.length)];
  }

  private int member() {
    return 1 + random.nextInt(members);
  }

  private GeneratedGalleries.Place any(List<GeneratedGalleries.Place> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
