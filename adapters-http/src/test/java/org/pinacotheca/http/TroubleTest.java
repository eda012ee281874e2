package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.StorageFullException;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.transport.SpoolRoom;

/** Failures of the service itself. */
class TroubleTest {
  private static final String ALBUMS = "/v1/Pictures/GetAlbums?UserID=123456";

  @Test
  void anOverloadedServiceSaysSoAndDoesNothing() {
    AtomicBoolean isFull = new AtomicBoolean();
    try (RestServer server =
        new RestServer(
            settings -> settings,
            executor ->
                task -> {
                  if (isFull.get()) {
                    throw new RejectedExecutionException("full");
                  }
                  executor.execute(task);
                })) {
      isFull.set(true);
      for (HttpResponse<String> refused :
          List.of(
              server.get(ALBUMS, server.ownerToken),
              server.post("/v1/Pictures/CreateAlbum", server.ownerToken, "{\"Name\":\"a\"}"),
              server.get("/media/x/y.jpg", ""),
              server.get("/health/ready", ""))) {
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After"))
            .hasValueSatisfying(seconds -> assertThat(seconds).matches("[1-9]\\d*"));
        assertThat(refused.body()).contains("\"Code\":\"overloaded\"");
      }
      assertThat(server.get("/health/live", "").statusCode()).isEqualTo(200);
      isFull.set(false);
      assertThat(server.get(ALBUMS, server.ownerToken).body()).isEqualTo("[]");
    }
  }

  @Test
  void anUploadThatMeetsAFullServiceLeavesNothingBehind() {
    AtomicBoolean isFull = new AtomicBoolean();
    AtomicBoolean fillsUp = new AtomicBoolean();
    try (RestServer server =
        new RestServer(
            settings -> settings,
            executor ->
                task -> {
                  if (isFull.get()) {
                    throw new RejectedExecutionException("full");
                  }
                  executor.execute(task);
                  isFull.set(fillsUp.get());
                })) {
      fillsUp.set(true);
      HttpResponse<String> refused =
          server.post("/v1/Pictures/AddPictures", server.ownerToken, "{\"Pictures\":[]}");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(server.spooledInTheEnd()).isZero();
    }
  }

  @Test
  void anUploadIsRefusedBeforeItIsSentWhileTheDiskIsNearlyFull() throws IOException {
    AtomicBoolean isFull = new AtomicBoolean(true);
    SpoolRoom room =
        new SpoolRoom(
            Integer.MAX_VALUE,
            () -> {
              if (isFull.get()) {
                throw new StorageFullException("The disk of the uploads is nearly full.", null);
              }
            });
    try (RestServer server = new RestServer(room);
        Socket socket = new Socket("127.0.0.1", server.port())) {
      String head =
          "POST /v1/Pictures/AddPictures HTTP/1.1\r\nHost: gallery.test\r\nAuthorization: bearer "
              + server.ownerToken
              + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
              + "Content-Length: 20000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = new byte[4_000];
      int count = socket.getInputStream().read(bytes);
      assertThat(new String(bytes, 0, count, StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 503 ")
          .contains("storage_full")
          .containsIgnoringCase("retry-after:");
      assertThat(server.spooled()).isZero();
      isFull.set(false);
      assertThat(
              server
                  .post("/v1/Pictures/AddPictures", server.ownerToken, "{\"Pictures\":[]}")
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void anUploadDuringWhichTheDiskFillsIsRefusedAndLeavesNothingBehind() {
    AtomicInteger asked = new AtomicInteger();
    SpoolRoom room =
        new SpoolRoom(
            Integer.MAX_VALUE,
            () -> {
              if (asked.incrementAndGet() == 2) {
                throw new StorageFullException("The disk of the uploads is nearly full.", null);
              }
            });
    try (RestServer server = new RestServer(room)) {
      HttpResponse<String> refused =
          server.post(
              "/v1/Pictures/AddPictures",
              server.ownerToken,
              "{\"Pictures\":[]}" + " ".repeat(1_000_000));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("storage_full");
      assertThat(server.spooledInTheEnd()).isZero();
      assertThat(room.available()).isEqualTo(Integer.MAX_VALUE);
    }
  }

  @Test
  void aFailureIsReportedWithoutItsReason() {
    try (RestServer server =
        new RestServer(
            settings ->
                new RestSettings(
                    () -> {
                      throw new IllegalStateException("a secret of the house");
                    },
                    settings.spoolDirectory(),
                    settings.requestBytesMax(),
                    settings.adminToken(),
                    settings.allowedOrigins(),
                    settings.bodyTimeout(),
                    settings.uploadTimeout(),
                    settings.readinessChecks(),
                    settings.trustedProxies(),
                    settings.identityProvider(),
                    settings.backup(),
                    settings.clock(),
                    settings.mediaMemoryBytes(),
                    settings.creditsShop(),
                    settings.isRegistrationOpen(),
                    settings.observer()),
            executor -> executor)) {
      HttpResponse<String> failed =
          server.get(ALBUMS, server.ownerToken, "X-Request-ID", "failing-1");
      assertThat(failed.statusCode()).isEqualTo(500);
      assertThat(failed.body())
          .contains("\"Code\":\"internal_error\"", "failing-1")
          .doesNotContain("secret", "Exception", "\\tat ");
    }
  }

  @Test
  void readinessTellsEveryPart() {
    AtomicBoolean isDown = new AtomicBoolean();
    try (RestServer server =
        new RestServer(
            settings ->
                settings.withReadinessCheck(
                    "mail",
                    () -> {
                      if (isDown.get()) {
                        throw new IllegalStateException("nobody carries it");
                      }
                    }),
            executor -> executor)) {
      HttpResponse<String> up = server.get("/health/ready", "");
      assertThat(up.statusCode()).isEqualTo(200);
      assertThat(up.body())
          .isEqualTo("{\"status\":\"UP\",\"mail\":\"UP\",\"media\":\"UP\",\"storage\":\"UP\"}");
      isDown.set(true);
      HttpResponse<String> down = server.get("/health/ready", "");
      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.body())
          .isEqualTo("{\"status\":\"DOWN\",\"mail\":\"DOWN\",\"media\":\"UP\",\"storage\":\"UP\"}");
      assertThat(server.get("/health/live", "").body()).isEqualTo("{\"status\":\"UP\"}");
    }
  }

  @Test
  void aFullDiskIsTheReasonForNotBeingReady() {
    try (RestServer server =
        new RestServer(
            settings ->
                settings.withReadinessCheck(
                    "disk",
                    () -> {
                      throw new UncheckedIOException(new IOException("No space left on device"));
                    }),
            executor -> executor)) {
      assertThat(server.get("/health/ready", "").body())
          .contains("\"disk\":\"DOWN\"", "\"reason\":\"", "No space left on device");
    }
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForForever() throws IOException {
    try (RestServer server =
            new RestServer(
                settings -> settings.withTimeouts(Duration.ofMillis(200), Duration.ofMillis(200)),
                executor -> executor);
        Socket socket = new Socket("127.0.0.1", server.port())) {
      String head =
          "POST /v1/Pictures/AddPictures HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
              + "Content-Type: application/json\r\nAuthorization: bearer "
              + server.ownerToken
              + "\r\n\r\n{";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[100];
      int count = socket.getInputStream().read(answer);
      assertThat(new String(answer, 0, count, StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 408 ");
      assertThat(server.spooledInTheEnd()).isZero();
    }
  }
}
