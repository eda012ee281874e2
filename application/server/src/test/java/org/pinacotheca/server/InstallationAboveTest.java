package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.server.config.BadSettingException;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingSources;
import org.pinacotheca.server.wiring.Server;

/** A data directory within another one, as in a volume of an older container image. */
class InstallationAboveTest {
  @TempDir private Path above;

  private void start() {
    Map<ServerSetting, String> settings =
        Map.of(ServerSetting.PORT, "0", ServerSetting.DATA, above.resolve("gallery").toString());
    Server.start(ServerConfig.of(SettingSources.of(settings, Optional.empty(), Map.of()))).close();
  }

  private void make(String path) throws IOException {
    Path file = above.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"database/gallery.script", "master-key", "admin-token"})
  void noneIsMadeWithinAnother(String kept) throws IOException {
    Files.createDirectory(above.resolve("spool"));
    make(kept);
    assertThatThrownBy(this::start)
        .isInstanceOf(BadSettingException.class)
        .hasMessageContainingAll(
            "'" + above + "' holds an installation; move its files into",
            "'" + above.resolve("gallery") + "'",
            "or set PINACOTHECA_DATA=" + above);
    assertThat(above.resolve("gallery")).doesNotExist();
    Files.createDirectory(above.resolve("gallery"));
    assertThatThrownBy(this::start).isInstanceOf(BadSettingException.class);
    assertThat(above.resolve("gallery")).isEmptyDirectory();
  }

  @Test
  void oneIsMadeBesideOtherFilesAndGoesOnBesideAnother() throws IOException {
    make("master-key");
    make("database/other");
    start();
    make("database/gallery.script");
    start();
    assertThat(above.resolve("gallery/master-key")).isNotEmptyFile();
  }
}
