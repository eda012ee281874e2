import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pinacotheca.sandbox.GallerySandbox;
import org.pinacotheca.sandbox.PlannedFault;

class MyClientTest {
  @RegisterExtension static final GallerySandbox sandbox = GallerySandbox.onFreePort();

  @Test
  void anAlbumIsMadeOnceThoughTheAnswerIsLost() throws Exception {
    sandbox.plant(PlannedFault.next("Pictures/CreateAlbum", PlannedFault.Kind.DROP));
    HttpRequest create =
        HttpRequest.newBuilder(URI.create(sandbox.url() + "/v1/Pictures/CreateAlbum"))
            .header("Authorization", "bearer " + sandbox.world().ownerToken().accessToken())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "my-first")
            .POST(HttpRequest.BodyPublishers.ofString("{\"Name\": \"Once\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> client.send(create, ofString())).isInstanceOf(IOException.class);
      assertThat(client.send(create, ofString()).body()).contains("\"AlbumID\":3");
    }
    assertThat(sandbox.requests()).hasSize(2);
  }

  @Test
  void eachTestBeginsAnew() {
    assertThat(sandbox.requests()).isEmpty();
    sandbox.advance(Period.ofMonths(1));
    assertThat(sandbox.now()).isEqualTo("2026-04-01T12:00:00Z");
  }

  @Test
  void theEngineIsJunit6() {
    assertThat(Test.class.getPackage().getImplementationVersion()).startsWith("6.");
  }
}
