package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk is nearly or completely full, and then has space again. */
class SmallDiskTest {
  private static final String ALBUMS = "/v1/Pictures/GetAlbums?UserID=219074";
  private static final String CREATE = "/v1/Pictures/CreateAlbum";
  private static final int MEBIBYTES = 96;
  private static final long TIMEOUT_SECONDS = 300;

  @TempDir Path directory;

  @Test
  void writesAreRefusedWhileItIsNearlyFullAndReadingAndRemovingGoOn() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory, MEBIBYTES);
        ServerProcess server = ServerProcess.startOn(disk)) {
      MigratedMembers members = MigratedMembers.make(server);
      HttpResponse<String> made = server.post(CREATE, members.owner(), "{\"Name\": \"First\"}");
      int album = ServerProcess.ok(made).get("AlbumID").intValue();
      assertThat(server.get("/health/ready", Map.of()).body()).contains("\"disk\":\"UP\"");

      disk.fillTo(4 << 20);
      await(server, () -> server.get("/health/ready", Map.of()).statusCode() == 503);
      assertThat(server.get("/health/ready", Map.of()).body())
          .contains("\"disk\":\"DOWN\"", "\"reason\":", "nearly full");
      for (HttpResponse<String> refused :
          List.of(
              server.post(CREATE, members.owner(), "{\"Name\": \"Second\"}"),
              server.post(
                  "/v1/Pictures/AddPictures", members.owner(), pictures(new byte[] {1, 2, 3})),
              server.post("/admin/v1/credits", ServerProcess.ADMIN_TOKEN, grant(1)))) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("storage_full");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      }
      assertThat(members.upload(server, Map.of("call_id", "1"), new byte[] {1, 2, 3}).body())
          .contains("\"error_code\":2");
      assertThat(members.call(server, Map.of("method", "up.users.getLoggedInUser", "call_id", "2")))
          .contains("219074");
      assertThat(server.read(ALBUMS, members.owner())).hasSize(1);
      HttpResponse<String> removed =
          server.post(
              "/v1/Pictures/RemoveAlbum", members.owner(), "{\"AlbumID\": %d}".formatted(album));
      assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);

      disk.free();
      await(server, () -> server.get("/health/ready", Map.of()).statusCode() == 200);
      ServerProcess.ok(server.post(CREATE, members.owner(), "{\"Name\": \"Fourth\"}"));
    }
  }

  @Test
  void nothingConfirmedOnAFullDiskIsGoneAfterAKill() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory, MEBIBYTES)) {
      int granted = 0;
      try (ServerProcess server = ServerProcess.startOn(disk, "--disk-reserve", "0")) {
        MigratedMembers.make(server);
        List<Integer> statuses = new ArrayList<>();
        disk.fillTo(32 << 10);
        for (int grant = 0; grant < 400; grant++) {
          HttpResponse<String> answer =
              server.post("/admin/v1/credits", ServerProcess.ADMIN_TOKEN, grant(grant));
          statuses.add(answer.statusCode());
          if (answer.statusCode() == 200) {
            granted++;
          } else {
            assertThat(answer.body()).contains("storage_full");
          }
        }
        assertThat(statuses).as("the disk was full").contains(503);
        disk.free();
        await(server, () -> server.get("/health/ready", Map.of()).statusCode() == 200);
        for (int grant = 400; grant < 420; grant++) {
          ServerProcess.ok(
              server.post("/admin/v1/credits", ServerProcess.ADMIN_TOKEN, grant(grant)));
          granted++;
        }
        server.kill();
      }
      try (ServerProcess server = ServerProcess.startOn(disk)) {
        HttpResponse<String> last =
            server.post("/admin/v1/credits", ServerProcess.ADMIN_TOKEN, grant(1000));
        assertThat(ServerProcess.ok(last).get("Balance").decimalValue())
            .isEqualByComparingTo(BigDecimal.valueOf(granted + 1));
      }
    }
  }

  @Test
  void anUploadThatTheDiskDoesNotTakeIsRefusedAndTheNextOneIsTaken() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory, MEBIBYTES);
        ServerProcess server = ServerProcess.startOn(disk, "--disk-reserve", "0")) {
      MigratedMembers members = MigratedMembers.make(server);
      byte[] large = new byte[8 << 20];
      disk.fillTo(1 << 20);
      for (int time = 0; time < 3; time++) {
        HttpResponse<String> refused =
            server.post("/v1/Pictures/AddPictures", members.owner(), pictures(large));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("storage_full");
      }
      assertThat(members.upload(server, Map.of("call_id", "1"), large).body())
          .contains("\"error_code\":2");
      assertThat(server.read(ALBUMS, members.owner())).isEmpty();
      disk.free();
      assertThat(server.post("/v1/Pictures/AddPictures", members.owner(), pictures(large)).body())
          .contains("not_an_image");
    }
  }

  private static String grant(int number) {
    return "{\"UserID\": 219074, \"Amount\": 1, \"Reference\": \"grant-%d\"}".formatted(number);
  }

  private static String pictures(byte[] picture) {
    return "{\"Pictures\": [{\"Image\": \"%s\"}]}"
        .formatted(Base64.getEncoder().encodeToString(picture));
  }

  private static void await(ServerProcess server, BooleanSupplier done)
      throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as(server.log()).isLessThan(limit);
      Thread.sleep(10);
    }
  }
}
