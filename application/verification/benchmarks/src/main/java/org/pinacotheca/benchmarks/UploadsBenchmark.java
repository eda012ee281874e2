package org.pinacotheca.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pinacotheca.benchmarks.measure.Child;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Photograph;
import org.pinacotheca.benchmarks.measure.Program;
import org.pinacotheca.benchmarks.measure.Samples;
import org.pinacotheca.benchmarks.measure.Workplace;

/** Processor time of an upload of 3 megapixels through each API, against the bare image work. */
final class UploadsBenchmark {
  private static final int FIRST_UPLOADS = 30;
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 5;
  private static final int PICTURES_PER_ROUND = 10;
  private static final double AIM = 1.3;
  private static final String BOUNDARY = "pinacotheca-boundary";

  private UploadsBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) throws IOException {
    byte[] photo = Photograph.jpeg(2048, 1536);
    Path place = workplace.place("image");
    Path file = Files.write(place.resolve("photo.jpg"), photo);
    Child bare =
        workplace.start(
            Program.bare(
                BareImages.class,
                List.of(
                    "-Dorg.bytedeco.javacpp.cachedir=" + place,
                    "-Dorg.bytedeco.javacpp.nopointergc=true"),
                List.of(file.toString())));
    try (GalleryServer server = GalleryServer.start(workplace, workplace.place("uploads"))) {
      GalleryServer.Owner owner = server.owner();
      byte[] multipart = multipart(owner, photo);
      String json =
          "{\"Pictures\":[{\"Image\":\"" + Base64.getEncoder().encodeToString(photo) + "\"}]}";
      Work rest =
          new Work(
              "REST AddPictures",
              server.process(),
              () -> server.post("/v1/Pictures/AddPictures", owner.token(), json));
      Work rpc =
          new Work("RPC photos.upload", server.process(), () -> rpcUpload(server, multipart));
      Work image = new Work("bare decode, scale and encode", bare, () -> bare.ask("1 true"));
      Work scaling = new Work("bare decode and scale", bare, () -> bare.ask("1 false"));
      List<Work> all = List.of(rest, rpc, image, scaling);
      out.printf(
          Locale.ROOT, "Upload of 2048 x 1536, %d bytes, processor time a picture%n", photo.length);
      all.forEach(work -> {
        double seconds = work.secondsOf(FIRST_UPLOADS);
        out.printf(
            Locale.ROOT,
            "  %-34s %7.1f ms, the first %d%n",
            work.name,
            seconds * 1000,
            FIRST_UPLOADS);
      });
      all.forEach(work -> work.times(WARM_UP));
      for (int round = 0; round < ROUNDS; round++) {
        all.forEach(Work::measure);
      }
      all.forEach(
          work -> out.printf(Locale.ROOT, "  %-34s %7.1f ms%n", work.name, work.seconds() * 1000));
      bare.close();
      return List.of(
          Figure.atMost("REST upload / bare image work", rest.seconds() / image.seconds(), AIM, ""),
          Figure.atMost("RPC upload / bare image work", rpc.seconds() / image.seconds(), AIM, ""),
          Figure.atMost(
              "REST upload / bare without encoding", rest.seconds() / scaling.seconds(), AIM, ""),
          Figure.atMost(
              "RPC upload / bare without encoding", rpc.seconds() / scaling.seconds(), AIM, ""));
    }
  }

  private static void rpcUpload(GalleryServer server, byte[] multipart) {
    HttpResponse<String> answer =
        server.post("/api.php", "multipart/form-data; boundary=" + BOUNDARY, multipart);
    if (!answer.body().contains("photos_upload_response")) {
      throw new IllegalStateException("the upload was refused: " + answer.body());
    }
  }

  private static byte[] multipart(GalleryServer.Owner owner, byte[] photo) {
    TreeMap<String, String> parameters =
        new TreeMap<>(
            Map.of(
                "method",
                "up.photos.upload",
                "api_key",
                owner.apiKey(),
                "session_key",
                owner.session(),
                "v",
                "1.0"));
    StringBuilder signed = new StringBuilder();
    parameters.forEach((name, value) -> signed.append(name).append('=').append(value));
    parameters.put("sig", md5(signed + owner.secret()));
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

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Work of a process on one picture, and its processor time. */
  private static final class Work {
    private final String name;
    private final Child process;
    private final Runnable once;
    private final List<Double> samples = new ArrayList<>();

    private Work(String name, Child process, Runnable once) {
      this.name = name;
      this.process = process;
      this.once = once;
    }

    private void times(int count) {
      for (int i = 0; i < count; i++) {
        once.run();
      }
    }

    private void measure() {
      samples.add(secondsOf(PICTURES_PER_ROUND));
    }

    private double secondsOf(int count) {
      double before = process.cpuSeconds();
      times(count);
      return (process.cpuSeconds() - before) / count;
    }

    private double seconds() {
      return Samples.median(samples);
    }
  }
}
