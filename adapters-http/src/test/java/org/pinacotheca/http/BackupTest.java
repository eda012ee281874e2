package org.pinacotheca.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.pinacotheca.http.settings.BackupSource;

/** A backup is streamed while it is made, only to the operator. */
class BackupTest {
  private static RestServer server(Writing writing) {
    BackupSource source =
        new BackupSource() {
          @Override
          public Optional<String> refusal() {
            return Optional.empty();
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            writing.write(out);
          }
        };
    return new RestServer(settings -> settings.withBackup(source), UnaryOperator.identity());
  }

  @FunctionalInterface
  private interface Writing {
    void write(OutputStream out) throws IOException;
  }

  private static HttpResponse<String> backup(RestServer server) {
    return server.send(
        server
            .request("/admin/v1/backup")
            .header("Authorization", "bearer " + RestServer.ADMIN_TOKEN)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  void theOperatorGetsAllOfIt() {
    String much = "0123456789".repeat(100_000);
    try (RestServer server = server(out -> out.write(much.getBytes(UTF_8)))) {
      HttpResponse<String> response = backup(server);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/x-tar");
      assertThat(response.body()).isEqualTo(much);
      assertThat(backup(server).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nobodyElseDoes() {
    try (RestServer server = server(out -> out.write(1))) {
      assertThat(server.post("/admin/v1/backup", "wrong", "").statusCode()).isEqualTo(401);
      assertThat(server.post("/admin/v1/backup", server.ownerToken, "").statusCode())
          .isEqualTo(401);
      assertThat(server.get("/admin/v1/backup", RestServer.ADMIN_TOKEN).statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void aBackupThatFailsHalfWayIsNotTakenForWhole() {
    try (RestServer server =
        server(out -> {
          out.write(new byte[600_000]);
          throw new IllegalStateException("the disk is gone");
        })) {
      assertThatThrownBy(() -> backup(server)).isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(() -> backup(server)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void aBackupThatCannotBeginIsAFailure() {
    try (RestServer server =
        server(_ -> {
          throw new IllegalStateException("the disk is full");
        })) {
      HttpResponse<String> response = backup(server);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).doesNotContain("the disk is full");
    }
  }

  @Test
  void oneIsMadeAtATime() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (RestServer server =
        server(out -> {
          begun.countDown();
          await(end);
          out.write('x');
        })) {
      Thread first = Thread.ofVirtual().start(() -> backup(server));
      begun.await();
      HttpResponse<String> second = backup(server);
      end.countDown();
      first.join();
      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.body()).contains("\"backup_running\"");
      assertThat(backup(server).body()).isEqualTo("x");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anInstallationThatIsBackedUpElsewhereSaysHow() {
    try (RestServer server =
        new RestServer(
            settings -> settings.withBackup(BackupSource.none("Use pg_dump.")),
            UnaryOperator.identity())) {
      HttpResponse<String> response = backup(server);
      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(response.body())
          .isEqualTo("{\"Message\":\"Use pg_dump.\",\"Code\":\"backup_elsewhere\"}");
    }
  }
}
