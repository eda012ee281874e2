package org.pinacotheca.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;
import org.pinacotheca.sandbox.world.ExampleWorld;
import org.pinacotheca.server.config.Logging;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.server.demo.Demo;
import org.pinacotheca.server.wiring.ClassCache;
import org.pinacotheca.server.wiring.Server;

/**
 * Starts a server on a temporary directory, uses it briefly and stops it, as the training run of
 * the AOT cache. Run by the build; its exit status is 0 on success.
 */
public final class AotTraining {
  private AotTraining() {}

  /** Runs the training; takes no arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // Every command reads its command line.
    Main.main(new String[] {"serve", "--help"});
    Path directory = Files.createTempDirectory("pinacotheca-training-");
    try {
      rehearse(directory);
      ClassCache.listSources();
    } finally {
      PathUtils.deleteDirectory(directory);
    }
  }

  private static void rehearse(Path directory) throws IOException, InterruptedException {
    Map<ServerSetting, String> settings =
        Map.of(ServerSetting.PORT, "0", ServerSetting.DATA, directory.resolve("data").toString());
    ServerConfig config = ServerConfig.of(SettingSources.of(settings, Optional.empty(), Map.of()));
    Logging.configure(config.logFormat(), ch.qos.logback.classic.Level.WARN);
    Server server = Server.start(config);
    try (HttpClient client = HttpClient.newHttpClient()) {
      ExampleWorld world = Demo.world(server.gallery());
      String albums = "/v1/Pictures/GetAlbums?UserID=" + world.owner().id().value();
      for (String path : new String[] {"/health/ready", "/", albums, "/api.php"}) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "bearer " + world.ownerToken().accessToken())
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
      }
    } finally {
      server.close();
    }
  }
}
