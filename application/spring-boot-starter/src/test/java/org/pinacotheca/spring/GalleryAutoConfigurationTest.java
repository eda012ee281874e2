package org.pinacotheca.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.embedded.EmbeddedGallery;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class GalleryAutoConfigurationTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(GalleryAutoConfiguration.class));

  @TempDir Path directory;

  @Test
  void thereIsAGalleryAndNoServer() {
    application
        .withPropertyValues("pinacotheca.directory=" + directory.resolve("pictures"))
        .run(context -> {
          context.getBean(EmbeddedGallery.class).addMember("olivia");
          assertThat(context.getBean(Gallery.class))
              .isSameAs(context.getBean(EmbeddedGallery.class).useCases());
          assertThat(context.getBeansOfType(ApiServer.class)).isEmpty();
          assertThat(directory.resolve("pictures/database")).isDirectory();
        });
    try (var gallery = EmbeddedGallery.open(directory.resolve("pictures"))) {
      assertThat(gallery.findMember("olivia")).isPresent();
    }
  }

  @Test
  void theApisAreServedOnRequestBelowAPrefix() {
    application
        .withPropertyValues(
            "pinacotheca.in-memory=true",
            "pinacotheca.api.enabled=true",
            "pinacotheca.api.port=0",
            "pinacotheca.api.prefix=/gallery")
        .run(context -> {
          String url = context.getBean(ApiServer.class).url();
          assertThat(url).endsWith("/gallery");
          assertThat(get(url + "/v1/Pictures/GetAlbums?UserID=1")).contains("unauthorized");
          assertThat(get(url + "/api.php?method=up.users.getLoggedInUser"))
              .contains("<error_code>101</error_code>");
          assertThat(get(url + "/openapi.json")).contains("\"url\":\"" + url + "\"");
        });
  }

  private static String get(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
