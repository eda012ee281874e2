package org.pinacotheca.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** A server of the REST API for each commission, started when it is first asked for. */
final class RestGalleries implements AutoCloseable {
  private final Map<Commission, RestServer> running = new HashMap<>();
  private final HttpClient client = Descriptions.client(HttpClient.newHttpClient());

  /** The gallery with new members, as a client of the API. */
  TestedGallery gallery(Commission commission) {
    RestServer server =
        running.computeIfAbsent(commission, kept -> new RestServer(InMemoryGallery.keeping(kept)));
    SampleMembers world = SampleMembers.of(server.memory);
    URI root = URI.create("http://127.0.0.1:" + server.port());
    return new TestedGallery(world, new RestGalleryApi(root, client, world));
  }

  @Override
  public void close() {
    client.close();
    running.values().forEach(RestServer::close);
  }
}
