package org.pinacotheca.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.GallerySessions;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.SessionRunner;

/** Random sessions through the REST API agree with the same sessions on the use cases. */
class RestGalleryProperties extends GallerySessions {
  private static final Map<Commission, RestServer> RUNNING = new HashMap<>();
  private static @Nullable HttpClient client;

  @BeforeContainer
  static void start() {
    client = Descriptions.client(HttpClient.newHttpClient());
  }

  @AfterContainer
  static void stop() {
    if (client != null) {
      client.close();
    }
    RUNNING.values().forEach(RestServer::close);
    RUNNING.clear();
  }

  @Override
  protected SessionRunner runner(Commission commission) {
    if (client == null) {
      throw new IllegalStateException("the client is not there");
    }
    RestServer server =
        RUNNING.computeIfAbsent(commission, kept -> new RestServer(InMemoryGallery.keeping(kept)));
    SampleMembers world = SampleMembers.of(server.memory);
    URI root = URI.create("http://127.0.0.1:" + server.port());
    return new SessionRunner(world, new RestGalleryApi(root, client, world));
  }
}
