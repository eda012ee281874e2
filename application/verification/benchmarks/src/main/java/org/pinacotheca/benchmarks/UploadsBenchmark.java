package org.pinacotheca.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pinacotheca.benchmarks.measure.Build;
import org.pinacotheca.benchmarks.measure.Child;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Work;
import org.pinacotheca.benchmarks.measure.Workplace;

/** Processor time of an upload of 3 megapixels through each API, against the bare image work. */
final class UploadsBenchmark {
  private static final int FIRST_UPLOADS = 30;
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 5;
  private static final int PICTURES_PER_ROUND = 10;
  private static final double AIM = 1.15;

  /** At most a tenth more, the noise of such measurements. */
  private static final double OTHER_AIM = 1.1;

  private static final String IMAGE = "bare decode, scale and encode";
  private static final String FIRST = ", the first ";
  private static final String BOUNDARY = "pinacotheca-boundary";

  private UploadsBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) throws IOException {
    byte[] photo = Photograph.jpeg(2048, 1536);
    Path place = workplace.place("image");
    Path file = Files.write(place.resolve("photo.jpg"), photo);
    List<GalleryServer> servers = new ArrayList<>();
    try (Child bare =
        workplace.start(
            Build.bare(
                BareImages.class,
                List.of(
                    "-Dorg.bytedeco.javacpp.cachedir=" + place,
                    "-Dorg.bytedeco.javacpp.nopointergc=true"),
                List.of(file.toString())))) {
      Work image = new Work(IMAGE, bare, PICTURES_PER_ROUND, () -> bare.ask("1 true"));
      Work scaling =
          new Work("bare decode and scale", bare, PICTURES_PER_ROUND, () -> bare.ask("1 false"));
      List<Work> all = new ArrayList<>(List.of(image, scaling));
      for (Build build : Build.all()) {
        GalleryServer server = GalleryServer.start(workplace, workplace.place("uploads"), build);
        servers.add(server);
        all.addAll(uploads(build, server, photo));
      }
      out.printf(
          Locale.ROOT, "Upload of 2048 x 1536, %d bytes, processor time a picture%n", photo.length);
      all.forEach(work -> work.print(work.secondsOf(FIRST_UPLOADS), FIRST + FIRST_UPLOADS, out));
      all.forEach(work -> work.times(WARM_UP));
      for (int round = 0; round < ROUNDS; round++) {
        all.forEach(Work::measure);
      }
      all.forEach(work -> work.print(work.seconds(), "", out));
      List<Figure> figures = new ArrayList<>();
      for (int api = 2; api < 4; api++) {
        Work work = all.get(api);
        figures.add(Figure.atMost(work.name() + " / bare image work", work.to(image), AIM, ""));
        figures.add(
            Figure.atMost(work.name() + " / bare without encoding", work.to(scaling), AIM, ""));
        if (all.size() > 4) {
          double ratio = work.to(all.get(api + 2));
          figures.add(Figure.atMost(work.name() + " / other build", ratio, OTHER_AIM, ""));
        }
      }
      return figures;
    } finally {
      servers.forEach(GalleryServer::close);
    }
  }

  /** An upload through each API. */
  private static List<Work> uploads(Build build, GalleryServer server, byte[] photo) {
    GalleryServer.Owner owner = server.owner();
    byte[] multipart = multipart(owner, photo);
    String json =
        "{\"Pictures\":[{\"Image\":\"" + Base64.getEncoder().encodeToString(photo) + "\"}]}";
    return List.of(
        new Work(
            "REST upload, " + build.name(),
            server.process(),
            PICTURES_PER_ROUND,
            () -> server.post("/v1/Pictures/AddPictures", owner.token(), json)),
        new Work(
            "RPC upload, " + build.name(),
            server.process(),
            PICTURES_PER_ROUND,
            () -> rpcUpload(server, multipart)));
  }

  private static void rpcUpload(GalleryServer server, byte[] multipart) {
    HttpResponse<String> answer =
        server.post("/api.php", "multipart/form-data; boundary=" + BOUNDARY, multipart);
    if (!answer.body().contains("photos_upload_response")) {
      throw new IllegalStateException("the upload was refused: " + answer.body());
    }
  }

  private static byte[] multipart(GalleryServer.Owner owner, byte[] photo) {
    Map<String, String> parameters = owner.signed(Map.of("method", "up.photos.upload"));
    ByteArrayOutputStream body = new ByteArrayOutputStream(photo.length + 2000);
    parameters.forEach((name, value) -> part(body, "name=\"" + name + "\"\r\n\r\n" + value));
    part(body, "filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n");
    body.writeBytes(photo);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private static void part(ByteArrayOutputStream body, String rest) {
    String text = "\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + rest;
    body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
