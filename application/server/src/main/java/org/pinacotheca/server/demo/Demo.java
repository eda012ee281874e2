package org.pinacotheca.server.demo;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.sandbox.world.ExampleWorld;
import org.pinacotheca.server.config.Logging;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.server.config.StartFailedException;
import org.pinacotheca.server.wiring.Server;

/**
 * Runs a server with example members and pictures in a temporary directory, and prints commands to
 * try.
 */
public final class Demo {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);
  private static final String PHOTO = "photo.jpg";
  private static final String ADD_PICTURES = "add-pictures.json";

  private Demo() {}

  /**
   * Starts the demo and prints what to try. The directory is deleted when the process stops.
   *
   * @param chosen the settings of the command line
   */
  public static void start(Map<ServerSetting, String> chosen, PrintStream out) {
    Path directory = temporaryDirectory();
    Map<ServerSetting, String> settings = new EnumMap<>(ServerSetting.class);
    settings.putAll(chosen);
    settings.put(ServerSetting.DATA, directory.resolve("data").toString());
    Logging.configure(ServerConfig.LogFormat.TEXT, Level.WARN);
    try {
      ServerConfig config =
          ServerConfig.of(SettingSources.of(settings, Optional.empty(), Map.of()));
      Server server = Server.start(config);
      ExampleWorld world = world(server.gallery());
      write(directory, world);
      server.stopWithProcess(out, () -> FileUtils.deleteQuietly(directory.toFile()));
      out.print(instructions(server.url(), directory, world));
      out.println(selling(server.url(), server.adminToken(), world));
    } catch (RuntimeException e) {
      FileUtils.deleteQuietly(directory.toFile());
      throw e;
    }
  }

  /** Creates the demo's members with their pictures. */
  public static ExampleWorld world(Gallery gallery) {
    return ExampleWorld.create(gallery, DemoPictures.examples(), TOKEN_LIFETIME);
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("pinacotheca-demo-");
    } catch (IOException e) {
      throw new StartFailedException("cannot make a temporary directory: " + e.getMessage(), e);
    }
  }

  private static void write(Path directory, ExampleWorld world) {
    byte[] photo = DemoPictures.SUNSET.jpeg();
    String pictures =
        """
        {"AlbumID": %d, "Pictures": [{"Title": "%s", "Description": "Drawn by the demo", "Image": "%s"}]}
        """
            .formatted(
                world.open().id().value(),
                DemoPictures.SUNSET.title(),
                Base64.getEncoder().encodeToString(photo));
    try {
      Files.write(directory.resolve(PHOTO), photo);
      Files.writeString(directory.resolve(ADD_PICTURES), pictures);
    } catch (IOException e) {
      throw new StartFailedException("cannot write the demo's pictures: " + e.getMessage(), e);
    }
  }

  private static String instructions(String url, Path directory, ExampleWorld world) {
    return """

    Members: %s (%d) owns the pictures, %s (%d) looks at them, %s (%d) manages a group that %1$s is in.
    Everything is kept in a temporary directory and removed when you stop the demo with Ctrl-C.

    Web console, where %1$s, %3$s and %5$s sign in with the password "%13$s":
      %7$s

    1. Create an album as %1$s:
      curl -s -X POST '%7$s/v1/Pictures/CreateAlbum' -H 'Authorization: bearer %8$s' \\
        -H 'Content-Type: application/json' -d '{"Name": "Look at my pictures", "Description": "My new album!"}'

    2. Create one for %1$s as the group's manager %5$s:
      curl -s -X POST '%7$s/v1/Groups/Pictures/CreateAlbum' -H 'Authorization: bearer %9$s' \\
        -H 'Content-Type: application/json' -d '{"UserID": %2$d, "Name": "From your manager"}'

    3. Add a picture to the album "Landscapes" (answers 200 without a body, the new id in X-PictureIDs):
      curl -s -i -X POST '%7$s/v1/Pictures/AddPictures' -H 'Authorization: bearer %8$s' \\
        -H 'Content-Type: application/json' -d '@%10$s'

    4. List %1$s's albums, as JSON and as XML; open a ThumbUrl in a browser:
      curl -s '%7$s/v1/Pictures/GetAlbums?UserID=%2$d&ReturnPictureIDs=true' -H 'Authorization: bearer %8$s'
      curl -s '%7$s/v1/Pictures/GetAlbums?UserID=%2$d' -H 'Authorization: bearer %8$s' -H 'Accept: application/xml'

    5. The same as %3$s, who gets no picture's address:
      curl -s '%7$s/v1/Pictures/GetAlbums?UserID=%2$d' -H 'Authorization: bearer %11$s'

    6. Upload a photo as a program of the old signed RPC:
      %12$s
    """
        .formatted(
            world.owner().nickname().value(),
            world.owner().id().value(),
            world.viewer().nickname().value(),
            world.viewer().id().value(),
            world.manager().nickname().value(),
            world.manager().id().value(),
            url,
            world.ownerToken().accessToken(),
            world.managerToken().accessToken(),
            directory.resolve(ADD_PICTURES),
            world.viewerToken().accessToken(),
            upload(url, directory, world),
            ExampleWorld.PASSWORD);
  }

  private static String selling(String url, String adminToken, ExampleWorld world) {
    return """

    Selling access (%1$s asks 2.50 credits for the album "Behind the PIN"; %2$s has 10.00 credits).
    The commands of docs/selling.md work after this line:
      export GALLERY=%3$s OLIVIA=%12$s VICTOR=%7$s ADMIN=%4$s KEY=%10$s

    7. Give %2$s 20 more credits as the operator; the same reference never gives them twice:
      curl -s -X POST '%3$s/admin/v1/credits' -H 'Authorization: bearer %4$s' \\
        -H 'Content-Type: application/json' -d '{"UserID": %5$d, "Amount": 20.00, "Reference": "birthday"}'

    8. As %2$s, ask for the album's price, try a wrong PIN (403), then the right one (charged once, ever):
      curl -s '%3$s/v1/Pictures/GetAlbumPrice?AlbumID=%6$d' -H 'Authorization: bearer %7$s'
      curl -s -X POST '%3$s/v1/Pictures/UnlockAlbum' -H 'Authorization: bearer %7$s' \\
        -H 'Content-Type: application/json' -d '{"AlbumID": %6$d, "PinNumber": "0000"}'
      curl -s -X POST '%3$s/v1/Pictures/UnlockAlbum' -H 'Authorization: bearer %7$s' \\
        -H 'Content-Type: application/json' -d '{"AlbumID": %6$d, "PinNumber": "%8$s"}'

    9. Read %1$s's price plans with the application's key, and subscribe to all of the gallery as %2$s:
      curl -s '%3$s/v1/Pictures/GetPricePlans?UserID=%9$d' -H 'X-ApiKey: %10$s'
      curl -s -X POST '%3$s/v1/Pictures/Subscribe' -H 'Authorization: bearer %7$s' \\
        -H 'Content-Type: application/json' -d '{"UserID": %9$d, "PricePlanID": %11$d}'

    10. Read %2$s's credit history and balance, and the free gallery, which needs no more than the key:
      curl -s '%3$s/v1/CreditHistory/GetCreditsHistory' -H 'Authorization: bearer %7$s'
      curl -s '%3$s/v1/CreditHistory/GetCurrentCreditBalance' -H 'Authorization: bearer %7$s'
      curl -s '%3$s/v1/Pictures/GetFreeGallery?UserID=%9$d&apiKey=%10$s'
    """
        .formatted(
            world.owner().nickname().value(),
            world.viewer().nickname().value(),
            url,
            adminToken,
            world.viewer().id().value(),
            world.locked().id().value(),
            world.viewerToken().accessToken(),
            ExampleWorld.PIN,
            world.owner().id().value(),
            world.application().key().value(),
            world.plans().getFirst().id().value(),
            world.ownerToken().accessToken());
  }

  private static String upload(String url, Path directory, ExampleWorld world) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("method", "up.photos.upload");
    parameters.put("api_key", world.application().key().value());
    parameters.put("community", world.community().name().value());
    parameters.put("session_key", world.ownerSession().session().value());
    parameters.put("caption", "Under the sunset");
    String signed =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + p.getValue())
            .collect(Collectors.joining());
    String form =
        parameters.entrySet().stream()
            .map(p -> "-F '" + p.getKey() + "=" + p.getValue() + "'")
            .collect(Collectors.joining(" \\\n    "));
    return "curl -s '"
        + url
        + "/api.php' "
        + form
        + " \\\n    -F 'sig="
        + md5(signed + world.application().secret().value())
        + "' -F 'data=@"
        + directory.resolve(PHOTO)
        + "'";
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
