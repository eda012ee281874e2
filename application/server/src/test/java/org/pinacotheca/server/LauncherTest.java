package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.server.wiring.ClassCache;

/** The launcher, with fake Java and Maven that only print that they were called. */
class LauncherTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final String HELP = "application/server/src/main/help/pinacotheca.txt";
  private static final String LIBRARIES = "application/server/target/lib";
  private static final Pattern OWN_JAR = Pattern.compile("(pinacotheca-[a-z0-9-]+?)-\\d.*\\.jar");

  @TempDir private Path directory;
  private Path home;
  private Path jdk;

  private record Run(int status, String out, String err) {}

  /** A fresh clone, as far as the launcher checks it. */
  @BeforeEach
  void cloneFreshly() throws IOException {
    home = directory.resolve("clone");
    copy("pinacotheca");
    copy("pom.xml");
    copy(HELP);
    script(home.resolve("mvnw"), "[ \"$1\" = --version ]");
    jdk = directory.resolve("jdk");
    script(jdk.resolve("bin/java"), "umask; printf '%s\\n' \"$@\"");
    script(jdk.resolve("bin/javac"), "exit 1");
    Files.writeString(
        jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\nJAVA_RUNTIME_VERSION=\"25.0.1+8\"\n");
  }

  private void copy(String path) throws IOException {
    Path target = home.resolve(path);
    Files.createDirectories(target.getParent());
    Files.copy(ROOT.resolve(path), target);
    target.toFile().setExecutable(true);
  }

  private static void script(Path file, String commands) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Run run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("pinacotheca").toString()));
    command.addAll(List.of(arguments));
    Path err = directory.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, Files.readString(err));
  }

  private void build() throws IOException {
    Files.createDirectories(home.resolve(LIBRARIES));
    Files.writeString(home.resolve(LIBRARIES).resolve("built"), "");
  }

  private static String help() {
    return CommandLineTest.run(Map.of(), "--help").out();
  }

  @Test
  void theHelpInTheFileIsThatOfTheProgram() throws IOException {
    assertThat(Files.readString(ROOT.resolve(HELP))).isEqualTo(help());
  }

  @Test
  void helpAndVersionBuildNothing() throws Exception {
    for (String asked : List.of("--help", "-h")) {
      assertThat(run(asked)).isEqualTo(new Run(0, help(), ""));
    }
    assertThat(run("serve", "--help").out()).contains("not built yet").endsWith(help());
    assertThat(run("help", "serve").out()).endsWith(help());
    assertThat(run("--version"))
        .isEqualTo(new Run(0, CommandLineTest.run(Map.of(), "--version").out(), ""));
    assertThat(run()).isEqualTo(new Run(2, "", help()));
    assertThat(home.resolve("target")).doesNotExist();
  }

  @Test
  void everythingElseBuildsFirst() throws Exception {
    Run run = run("serve", "--data", "help");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Building Pinacotheca (first start only)");
  }

  @Test
  void whatIsBuiltPrintsItsOwnHelpThoughASourceIsNewer() throws Exception {
    build();
    Files.setLastModifiedTime(home.resolve(LIBRARIES).resolve("built"), FileTime.fromMillis(0));
    Run run = run("serve", "--help");
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).endsWith("org.pinacotheca.server.Main", "serve", "--help");
  }

  @Test
  void aNewerSourceOfAnyModuleOfTheProgramBuildsAgain() throws Exception {
    build();
    FileTime built = FileTime.from(Instant.parse("2100-01-01T00:00:00Z"));
    Files.setLastModifiedTime(home.resolve(LIBRARIES).resolve("built"), built);
    assertThat(run("serve").err()).isEmpty();
    List<Path> modules = modules();
    assertThat(modules).contains(Path.of("domain"), Path.of("application/embedded"));
    for (Path module : modules) {
      Path source = home.resolve(module).resolve("src/main/java/Newer.java");
      Files.createDirectories(source.getParent());
      Files.writeString(source, "");
      Files.setLastModifiedTime(source, FileTime.from(built.toInstant().plusSeconds(9)));
      assertThat(run("serve").err()).as(module.toString()).contains("its sources have changed");
      Files.delete(source);
    }
  }

  /** The directories of the modules whose jars are in the packaged program. */
  private static List<Path> modules() throws IOException {
    List<Path> modules = new ArrayList<>();
    for (String jar : Objects.requireNonNull(ROOT.resolve(LIBRARIES).toFile().list())) {
      Matcher artifact = OWN_JAR.matcher(jar);
      if (artifact.matches()) {
        try (Stream<Path> files =
            Files.find(ROOT, 4, (path, _) -> isModule(path, artifact.group(1)))) {
          modules.add(ROOT.relativize(files.findFirst().orElseThrow().getParent()));
        }
      }
    }
    return modules;
  }

  private static boolean isModule(Path path, String artifact) {
    try {
      return path.endsWith("pom.xml")
          && Files.readString(path)
              .contains("\n  <artifactId>" + artifact + "</artifactId>\n  <name>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatTheProgramMakesIsItsOwnersAlone() throws Exception {
    Files.createDirectory(home.resolve("lib"));
    assertThat(run("serve").out().lines().findFirst()).hasValue("0077");
  }

  @Test
  void theClassCacheIsUsedForTheJarsItWasLearntFromAlone() throws Exception {
    build();
    Path one = Files.writeString(home.resolve(LIBRARIES).resolve("one.jar"), "1");
    Path other = Files.writeString(home.resolve(LIBRARIES).resolve("other.jar"), "2");
    Path cache = home.resolve("application/server/target/pinacotheca.aot");
    assertUnused();
    Files.writeString(cache, "learnt");
    assertUnused();
    Files.write(
        cache.resolveSibling("pinacotheca.aot.sources"),
        ClassCache.sources(jdk, one + ":" + other));
    String used = run("--version").out();
    assertThat(used).contains("-XX:AOTCache=" + cache, one + ":" + other + "\n");
    FileTime later = FileTime.from(Files.getLastModifiedTime(cache).toInstant().plusSeconds(9));
    Files.setLastModifiedTime(home.resolve(LIBRARIES), later);
    assertThat(run("--version").out()).as("copied anew, unchanged").isEqualTo(used);
    Files.setLastModifiedTime(one, later);
    assertUnused();
    Files.setLastModifiedTime(one, FileTime.fromMillis(0));
    assertThat(run("--version").out()).isEqualTo(used);
    Files.writeString(other, "longer");
    Files.setLastModifiedTime(other, FileTime.fromMillis(0));
    assertUnused();
  }

  private void assertUnused() throws Exception {
    assertThat(run("--version").out())
        .doesNotContain("AOTCache")
        .contains("-Dpinacotheca.class-cache=unused");
  }
}
