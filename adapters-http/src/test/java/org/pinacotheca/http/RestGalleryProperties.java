package org.pinacotheca.http;

import java.net.URI;
import java.net.http.HttpClient;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.testkit.CoreDoor;
import org.pinacotheca.testkit.GalleryStatefulProperties;
import org.pinacotheca.testkit.InMemoryGallery;
import org.pinacotheca.testkit.Stage;
import org.pinacotheca.testkit.World;

/**
 * Random sessions through the REST door agree with the same sessions on the use cases themselves.
 */
class RestGalleryProperties extends GalleryStatefulProperties {
  private static @Nullable RestServer running;
  private static @Nullable HttpClient client;

  @BeforeContainer
  static void start() {
    running = new RestServer();
    client = HttpClient.newHttpClient();
  }

  @AfterContainer
  static void stop() {
    if (client != null && running != null) {
      client.close();
      running.close();
    }
  }

  @Override
  protected Stage one() {
    if (client == null || running == null) {
      throw new IllegalStateException("the server is not running");
    }
    World world = World.of(running.gallery);
    URI root = URI.create("http://127.0.0.1:" + running.port());
    return new Stage(world, new RestDoor(root, client, world));
  }

  @Override
  protected Stage other() {
    World world = World.of(InMemoryGallery.empty().gallery());
    return new Stage(world, new CoreDoor(world.gallery()));
  }
}
