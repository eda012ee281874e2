package org.pinacotheca.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;

/** Chooses the codec that this machine can run. */
final class CodecLoader {
  private static final int NO_MESSAGES = 6;

  private CodecLoader() {}

  static PictureCodec load(ImageSettings settings) {
    if (settings.codec() == ImageSettings.CodecChoice.PURE_JAVA) {
      return new JavaCodec("java (chosen)");
    }
    try {
      return leptonica(settings.nativeDirectory());
    } catch (LinkageError | RuntimeException e) {
      return new JavaCodec("java (leptonica does not load: " + e.getClass().getSimpleName() + ")");
    }
  }

  private static PictureCodec leptonica(Path directory) {
    prepare(directory);
    Loader.load(leptonica.class);
    leptonica.setMsgSeverity(NO_MESSAGES);
    BytePointer version = leptonica.getLeptonicaVersion();
    if (version == null) {
      throw new IllegalStateException("leptonica has no version");
    }
    try {
      return new LeptonicaCodec(version.getString());
    } finally {
      leptonica.lept_free(version);
    }
  }

  /**
   * JavaCPP reads these properties once, when its first class is loaded; the command line has
   * precedence.
   */
  private static void prepare(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (UnsupportedOperationException _) {
      createPlain(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
    Map<String, String> properties =
        Map.of(
            "org.bytedeco.javacpp.cachedir", directory.toAbsolutePath().toString(),
            // Otherwise JavaCPP compares the process size with the heap limit, and may force a
            // collection or fail.
            "org.bytedeco.javacpp.maxbytes", "0",
            "org.bytedeco.javacpp.maxphysicalbytes", "0",
            // All native memory is freed explicitly here.
            "org.bytedeco.javacpp.nopointergc", "true");
    properties.forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
  }

  private static void createPlain(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
  }
}
