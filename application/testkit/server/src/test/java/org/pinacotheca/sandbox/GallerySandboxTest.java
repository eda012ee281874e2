package org.pinacotheca.sandbox;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Java example of the page on the sandbox, and the life of a sandbox in a test. */
class GallerySandboxTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

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
  void aSubscriptionEndsAfterAMonth() {
    sandbox.advance(Period.ofMonths(1));
    assertThat(sandbox.now()).isEqualTo("2026-04-01T12:00:00Z");
  }

  @Test
  void theExampleOfThePageIsThisTest() throws IOException {
    Matcher example = JAVA.matcher(Files.readString(Path.of("../../../docs/sandbox.md")));
    assertThat(example.find()).isTrue();
    String test =
        Files.readString(Path.of("src/test/java/org/pinacotheca/sandbox/GallerySandboxTest.java"));
    for (String part : example.group(1).split("\n\n")) {
      assertThat(words(test)).contains(words(part));
    }
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void eachTestBeginsAnew() {
    assertThat(sandbox.requests()).isEmpty();
    assertThat(sandbox.now()).isEqualTo(SandboxGallery.BEGINNING);
    assertThat(sandbox.gallery().registrations()).isNotNull();
  }

  @Test
  void onlyAnOperationCanHaveAFault() {
    sandbox.plant(
        PlannedFault.slow("v1/pictures/getalbums", Duration.ofMillis(1)).after(2).times(3));
    assertThatThrownBy(() -> sandbox.plant(PlannedFault.next("GetAlbum", PlannedFault.Kind.DROP)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no operation 'GetAlbum'");
  }

  @Test
  void aPortInUseIsReported() {
    int port = URI.create(sandbox.url()).getPort();
    assertThatThrownBy(() -> GallerySandbox.onPort(port).open())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1 port " + port);
  }

  @Test
  void isUsedOnlyWhileItIsStarted() {
    GallerySandbox other = GallerySandbox.onFreePort();
    assertThatThrownBy(other::url)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the sandbox is not started");
    other.close();
    assertThatThrownBy(sandbox::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the sandbox is started already");
  }
}
