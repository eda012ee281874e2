package org.pinacotheca.benchmarks.growth;

import java.io.IOException;
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
import org.pinacotheca.benchmarks.measure.KeptConnection;
import org.pinacotheca.benchmarks.measure.Latency;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Workplace;
import org.pinacotheca.domain.identity.ApiKey;

/**
 * The calls of {@link GrowthProbe} as a client makes them: requests to the real server with tokens
 * of about a hundred members, one after the other on one connection.
 */
final class GrowthApi {
  private static final int READINGS = 1000;
  private static final int WRITINGS = 300;
  private static final int VIEWERS_MAX = 300;
  private static final String PICTURES = "/v1/Pictures/";

  private final GalleryServer server;
  private final KeptConnection connection;
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
      KeptConnection connection,
      ApiKey application,
      int members,
      List<GeneratedGalleries.Place> places) {
    this.server = server;
    this.connection = connection;
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
  private record Request(byte[] bytes, Predicate<String> counts) {}

  private interface Choice {
    /** Chooses the next request, in time that is not measured. */
    Request next() throws IOException;
  }

  /** Starts a server on the data, measures, and stops it. */
  static Map<GrowthCall, Latency> measure(
      Workplace workplace,
      Path data,
      List<String> serverArguments,
      ApiKey application,
      int members,
      List<GeneratedGalleries.Place> places)
      throws IOException {
    GalleryServer.Launch launch =
        GalleryServer.Launch.withArguments(serverArguments.toArray(String[]::new));
    try (GalleryServer server = GalleryServer.start(workplace, data, launch);
        KeptConnection connection = new KeptConnection(server.port())) {
      return new GrowthApi(server, connection, application, members, places).measure();
    }
  }

  private Map<GrowthCall, Latency> measure() throws IOException {
    for (int viewer : viewers) {
      token(viewer);
    }
    Map<GrowthCall, Latency> latencies = new EnumMap<>(GrowthCall.class);
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

  private Latency time(int count, Choice choice) throws IOException {
    long[] nanos = new long[count];
    int warmUp = count / 2;
    for (int done = -warmUp; done < count; ) {
      Request request = choice.next();
      long begin = System.nanoTime();
      String answer = connection.ask(request.bytes);
      long taken = System.nanoTime() - begin;
      if (request.counts.test(answer)) {
        if (done >= 0) {
          nanos[done] = taken;
        }
        done++;
      }
    }
    return Latency.of(nanos);
  }

  private Request listAfterWrite() throws IOException {
    int owner = member();
    String plans = "{\"PricePlans\":[{\"DurationID\":3,\"Price\":5.00}]}";
    connection.ask(request("PUT", "UpdatePricePlans", owner, plans));
    return list(owner);
  }

  private Request listAgain() throws IOException {
    Request request = list(member());
    connection.ask(request.bytes);
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

  private byte[] request(String method, String path, int member, String json) {
    return KeptConnection.request(method + " " + PICTURES + path, token(member), json);
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
