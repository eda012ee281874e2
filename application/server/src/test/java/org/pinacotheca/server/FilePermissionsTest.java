package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.server.wiring.Server;

/** A data directory that others could read. */
class FilePermissionsTest {
  @TempDir private Path directory;

  private static void start(Path data, Path media) {
    Map<ServerSetting, String> settings =
        Map.of(
            ServerSetting.PORT,
            "0",
            ServerSetting.DATA,
            data.toString(),
            ServerSetting.MEDIA,
            media.toString());
    Server.start(ServerConfig.of(SettingSources.of(settings, Optional.empty(), Map.of()))).close();
  }

  private static void let(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** The files that others can access. */
  private static Map<String, String> open(Path root) throws IOException {
    Map<String, String> open = new TreeMap<>();
    try (var tree = Files.walk(root)) {
      for (Path path : tree.filter(it -> !Files.isSymbolicLink(it)).toList()) {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (!permissions.endsWith("------")) {
          open.put(root.relativize(path).toString(), permissions);
        }
      }
    }
    return open;
  }

  @Test
  void nobodyElseCanUseItAfterAStart() throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    Path media = Files.createDirectory(directory.resolve("media"));
    start(data, media);
    for (Path root : List.of(data, media)) {
      try (var tree = Files.walk(root)) {
        for (Path path : tree.toList()) {
          let(path, Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--");
        }
      }
    }
    start(data, media);
    assertThat(open(media)).isEmpty();
    assertThat(open(data).keySet()).allMatch(path -> path.startsWith("database/gallery."));
    assertThat(Files.getPosixFilePermissions(data))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }
}
