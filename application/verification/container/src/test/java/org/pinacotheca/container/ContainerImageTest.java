package org.pinacotheca.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of the container, as the build has left it. */
class ContainerImageTest {
  private static final String HOME = "opt/pinacotheca/";

  @TempDir static Path directory;

  private static Image image;

  @BeforeAll
  static void readTheImage() throws IOException {
    String tar = System.getProperty("container.image", "");
    image = Image.read(Path.of(tar), Files.createDirectory(directory.resolve("parts")));
  }

  @Test
  void itRunsTheServerAsAUserWithoutPrivilegesAndName() {
    JsonNode container = image.container();
    assertThat(container.get("User").textValue()).isEqualTo("10001:10001");
    assertThat(image.entrypoint()).containsExactly("/opt/pinacotheca/pinacotheca");
    assertThat(Image.texts(container.get("Cmd"))).containsExactly("serve");
    assertThat(container.get("WorkingDir").textValue()).isEqualTo("/opt/pinacotheca");
    assertThat(container.get("ExposedPorts").fieldNames()).toIterable().containsExactly("8080/tcp");
    assertThat(container.get("Volumes").fieldNames()).toIterable().containsExactly("/data");
    assertThat(image.environment())
        .contains("PINACOTHECA_HOST=0.0.0.0", "PINACOTHECA_DATA=/data/gallery")
        .filteredOn(variable -> variable.startsWith("PINACOTHECA_"))
        .hasSize(2);
  }

  @Test
  void itsHealthIsAskedOfTheProgramItself() {
    JsonNode check = image.container().get("Healthcheck");
    assertThat(Image.texts(check.get("Test")))
        .containsExactly("CMD", "/opt/pinacotheca/pinacotheca", "health");
    assertThat(check.get("Interval").longValue()).isEqualTo(TimeUnit.SECONDS.toNanos(30));
    assertThat(check.get("Timeout").longValue()).isEqualTo(TimeUnit.SECONDS.toNanos(20));
    assertThat(check.get("Retries").intValue()).isEqualTo(3);
  }

  @Test
  void itSaysWhatItIsAndNotWhenOrWhereItWasBuilt() throws IOException {
    JsonNode labels = image.container().get("Labels");
    assertThat(labels.get("org.opencontainers.image.title").textValue()).isEqualTo("Pinacotheca");
    assertThat(labels.get("org.opencontainers.image.licenses").textValue()).isEqualTo("Apache-2.0");
    assertThat(labels.get("org.opencontainers.image.version").textValue()).matches("\\d+\\..*");
    assertThat(image.config().get("created").textValue()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(image.config().toString()).doesNotContain(Path.of("").toAbsolutePath().toString());
    for (TarArchiveEntry file : program()) {
      assertThat(file.getLastModifiedDate().toInstant())
          .as(file.getName())
          .isBeforeOrEqualTo("2026-01-01T00:00:00Z");
    }
  }

  @Test
  void itHoldsTheProgramAloneWhichNobodyMayChange() throws IOException {
    List<String> names = new ArrayList<>();
    for (TarArchiveEntry file : program()) {
      assertThat(file.getLongUserId()).as(file.getName()).isZero();
      assertThat(file.getMode() & 0022).as(file.getName()).isZero();
      if (!file.isDirectory()) {
        names.add(file.getName().replaceFirst("^/?" + HOME, ""));
      }
    }
    assertThat(names)
        .contains("pinacotheca", "LICENSE")
        .anyMatch(name -> name.startsWith("lib/pinacotheca-server-"))
        .anyMatch(name -> name.startsWith("lib/leptonica-"))
        .allMatch(name -> name.matches("pinacotheca|LICENSE|lib/[^/]+\\.jar"))
        .doesNotHaveDuplicates();
  }

  private static List<TarArchiveEntry> program() throws IOException {
    return image.files().stream()
        .filter(file -> file.getName().replaceFirst("^/", "").startsWith(HOME))
        .toList();
  }

  @Test
  void itServesFromARootFileSystemThatCannotBeWritten() throws Exception {
    boolean isRunnable =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
            && System.getProperty("user.name").equals("root");
    if (!Boolean.getBoolean("container.run.required")) {
      assumeTrue(isRunnable, "a container is run here only by root on Linux");
    }
    Map<String, String> seen = run();
    assertThat(seen)
        .containsEntry("written", "/data ")
        .containsEntry("url", "http://0.0.0.0:8080")
        .containsEntry("uids", "10001 10001 10001 10001")
        .containsEntry("capabilities", "0000000000000000")
        .containsEntry("health", "well")
        .containsEntry("album", "200")
        .containsEntry("picture", "200")
        .containsEntry("media", "200")
        .containsEntry("modes", "700 700 600")
        .containsEntry("warnings", "0")
        .containsEntry("exit", "0")
        .containsEntry("healthAfterwards", "ill");
    assertThat(seen.get("images")).startsWith("leptonica");
  }

  private static Map<String, String> run() throws IOException, InterruptedException {
    Path root = Files.createDirectory(directory.resolve("root"));
    image.unpack(root);
    Path data = Files.createDirectory(directory.resolve("data"));
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"));
    Path script = directory.resolve("run-image.sh");
    try (InputStream source = ContainerImageTest.class.getResourceAsStream("run-image.sh")) {
      Files.copy(source, script);
    }
    String user = image.container().get("User").textValue();
    // As a runtime makes a new volume: root's, with the mode that the image gives.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
    command.addAll(List.of("/bin/sh", script.toString(), root.toString(), data.toString(), user));
    command.addAll(image.entrypoint());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    for (String variable : image.environment()) {
      String[] parts = variable.split("=", 2);
      builder.environment().put(parts[0], parts[1]);
    }
    Map<String, String> hosts = System.getenv();
    builder
        .environment()
        .merge("PATH", hosts.getOrDefault("PATH", ""), (in, out) -> in + ":" + out);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Map<String, String> seen = new HashMap<>();
    said.lines()
        .filter(line -> line.contains("="))
        .forEach(line -> seen.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return seen;
  }
}
