package org.pinacotheca.http;

import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** The gallery behaves the same through the REST API as without it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestGalleryTest extends GalleryContract {
  private final RestServer server = new RestServer();
  private final HttpClient client = Descriptions.client(HttpClient.newHttpClient());

  @BeforeAll
  void seeThatTheServerAnswers() {
    if (server.get("/health/live", "").statusCode() != 200) {
      throw new IllegalStateException("the server is not there");
    }
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }

  @Override
  protected Gallery gallery() {
    return server.gallery;
  }

  @Override
  protected ManualClock clock() {
    return server.memory.clock();
  }

  @Override
  protected GalleryApi api(SampleMembers world) {
    return new RestGalleryApi(URI.create("http://127.0.0.1:" + server.port()), client, world);
  }
}
