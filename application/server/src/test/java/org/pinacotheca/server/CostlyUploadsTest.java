package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.testkit.generate.CostlyPictures;
import org.pinacotheca.testkit.generate.SamplePictures;

/**
 * Concurrent uploads of small files of every type that are expensive to decode, to the real program
 * with a heap of 256 MiB, together with uploads of others.
 */
class CostlyUploadsTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final long HEAP = 256 * MEBIBYTE;
  private static final long IMAGE_MEMORY = 700 * MEBIBYTE;

  /** The virtual machine outside its heap, with all of its code compiled. */
  private static final long MACHINE = 256 * MEBIBYTE;

  private static final int CULPRITS = 6;
  private static final int HONEST = 2;
  private static final Pattern RESERVED =
      Pattern.compile("pinacotheca_images_memory_reserved_bytes\\{kind=\"\\w+\"} (\\S+)");

  @TempDir Path directory;
  private final Map<String, byte[]> costly = costly();
  private final CountDownLatch costlyAtWork = new CountDownLatch(costly.size());
  private int answered;
  private ServerProcess server;
  private String apiKey;

  /**
   * Most have about sixty megapixels; the cost of more frames and scans follows from their number.
   */
  private static Map<String, byte[]> costly() {
    return Map.ofEntries(
        Map.entry("colours", CostlyPictures.png(10_000, 6000, 8, 6, false, 4)),
        Map.entry("interlaced", CostlyPictures.png(10_000, 6000, 8, 2, true, 4)),
        Map.entry("interlaced palette", CostlyPictures.png(10_000, 6000, 4, 3, true, 0)),
        Map.entry("palette", CostlyPictures.png(7740, 7740, 8, 3, false, 0)),
        Map.entry("16 bits and alpha", CostlyPictures.png(10_000, 6000, 16, 6, false, 4)),
        Map.entry("grey and alpha", CostlyPictures.png(10_000, 6000, 8, 4, false, 3)),
        Map.entry("animated PNG", CostlyPictures.animatedPng(3000, 2000, 10)),
        Map.entry("GIF", CostlyPictures.gif(7740, 7740, 1)),
        Map.entry("GIF of two frames", CostlyPictures.gif(10_000, 6000, 2)),
        Map.entry("GIF of 20,000 frames", CostlyPictures.gif(20, 20, 20_000)),
        Map.entry("scans", CostlyPictures.progressiveJpeg(10_000, 6000, 3, 10)),
        Map.entry("inks", CostlyPictures.progressiveJpeg(7740, 7740, 4, 10)),
        Map.entry("WebP", CostlyPictures.losslessWebp(16_383, 3662)),
        Map.entry("WebP of many codes", CostlyPictures.losslessWebpOfManyCodes()),
        Map.entry("thin frames", CostlyPictures.animatedPng(1, 1_000_000, 300)),
        Map.entry("longest row", CostlyPictures.png(1_000_000, 60, 16, 6, false, 4)),
        Map.entry("longest column", CostlyPictures.png(60, 1_000_000, 8, 6, false, 4)));
  }

  @Test
  void neitherEndTheServerNorKeepOthersFromIt() throws Exception {
    Path data = directory.resolve("data");
    try (ServerProcess started =
            ServerProcess.start(data, "--image-memory", Long.toString(IMAGE_MEMORY));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      server = started;
      register();
      List<Future<?>> culprits = new ArrayList<>();
      for (Map.Entry<String, byte[]> picture : costly.entrySet()) {
        int member = HONEST + 1 + culprits.size() % CULPRITS;
        String token = server.token(member, apiKey, "\"profile_gallery\"");
        culprits.add(
            clients.submit(() -> {
              try {
                uploadCostly(picture.getKey(), picture.getValue(), token);
              } finally {
                costlyAtWork.countDown();
              }
              return null;
            }));
      }
      List<Future<Integer>> honest = new ArrayList<>();
      for (int member = 1; member <= HONEST; member++) {
        String token = server.token(member, apiKey, "\"profile_gallery\"");
        honest.add(clients.submit(() -> uploadMeanwhile(token)));
      }
      for (Future<?> culprit : culprits) {
        culprit.get();
      }
      for (Future<Integer> uploads : honest) {
        assertThat(uploads.get()).isPositive();
      }
      assertThat(server.get("/health/ready", Map.of()).statusCode()).isEqualTo(200);
      Matcher reserved = RESERVED.matcher(server.get("/metrics", Map.of()).body());
      assertThat(reserved.results().map(found -> Double.valueOf(found.group(1))))
          .hasSize(2)
          .containsOnly(0.0);
      assertThat(server.log()).doesNotContain("ERROR", "OutOfMemory");
      assertThat(residentAtMost()).isLessThan(HEAP + IMAGE_MEMORY + MACHINE);
    }
  }

  private void register() {
    for (int user = 1; user <= HONEST + CULPRITS; user++) {
      server.admin("members", "{\"UserID\": %d, \"Nickname\": \"m%d\"}".formatted(user, user));
    }
    apiKey = server.admin("applications", "{\"Name\": \"App\"}").get("ApiKey").textValue();
  }

  /** Retries while there is no room. */
  private void uploadCostly(String name, byte[] picture, String token) throws InterruptedException {
    int before = answered();
    HttpResponse<String> response = upload(picture, token);
    while (response.statusCode() == 503) {
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      awaitAnother(before);
      before = answered();
      response = upload(picture, token);
    }
    another();
    assertThat(response.statusCode()).as("%s: %s", name, response.body()).isIn(200, 413);
    if (response.statusCode() == 413) {
      assertThat(response.body()).contains("image_too_demanding");
    }
  }

  private synchronized int answered() {
    return answered;
  }

  private synchronized void another() {
    answered++;
    notifyAll();
  }

  /** Waits until there is room, or as long as the server asks. */
  private synchronized void awaitAnother(int before) throws InterruptedException {
    if (answered == before) {
      wait(1000);
    }
  }

  private int uploadMeanwhile(String token) {
    int uploads = 0;
    while (costlyAtWork.getCount() > 0 && uploads < 50) {
      HttpResponse<String> response = upload(SamplePictures.MIDDLE_JPEG.bytes(), token);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      uploads++;
    }
    return uploads;
  }

  private HttpResponse<String> upload(byte[] picture, String token) {
    String json =
        "{\"Pictures\": [{\"Image\": \"%s\"}]}"
            .formatted(Base64.getEncoder().encodeToString(picture));
    return server.send(
        server
            .writing("/v1/Pictures/AddPictures", token)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(json.getBytes(StandardCharsets.US_ASCII))));
  }

  /** The peak resident memory of the server, or 0 where unknown. */
  private long residentAtMost() throws IOException {
    Path status = Path.of("/proc", Long.toString(server.pid()), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    Matcher most = Pattern.compile("VmHWM:\\s+(\\d+) kB").matcher(Files.readString(status));
    return most.find() ? Long.parseLong(most.group(1)) * 1024 : 0;
  }
}
