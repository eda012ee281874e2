package org.pinacotheca.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.testkit.generate.SamplePictures;

class CodecLoaderTest {
  /** A process that decodes after the directory of the library was removed. */
  public static final class TwoDirectories {
    private TwoDirectories() {}

    public static void main(String[] directories) throws IOException {
      Path first = Path.of(directories[0]);
      CodecLoader.load(first);
      try (Stream<Path> files = Files.walk(first)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      ImageSettings settings = ImageSettings.defaults(Path.of(directories[1]));
      try (PooledImageProcessor processor = PooledImageProcessor.open(settings)) {
        processor.process(
            new ImageProcessor.Requester("1", ""), SamplePictures.MIDDLE_JPEG, rendered -> "");
      }
    }
  }

  @Test
  void aLibraryThatIsLoadedNeedsItsFileNoMore(@TempDir Path directory) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TwoDirectories.class.getName(),
                directory.resolve("first").toString(),
                directory.resolve("second").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void whoeverHasNoLibraryIsReportedWhichArtifactsItIsIn() {
    String advice = CodecLoader.advice("freebsd-x86_64", new UnsatisfiedLinkError("no jnijavacpp"));

    assertThat(advice)
        .contains("no jnijavacpp")
        .matches(
            ".*org\\.bytedeco:leptonica:[^:]+:freebsd-x86_64.*"
                + "org\\.bytedeco:javacpp:[^:]+:freebsd-x86_64.*")
        .contains("linux-x86_64", "windows-x86_64", "-Dorg.bytedeco.javacpp.cachedir=DIRECTORY");
  }
}
