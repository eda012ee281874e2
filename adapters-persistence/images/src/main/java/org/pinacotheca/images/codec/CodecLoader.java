package org.pinacotheca.images.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** Unpacks and loads the native library of this machine. */
public final class CodecLoader {
  private static final int NO_MESSAGES = 6;
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String CACHE = "org.bytedeco.javacpp.cachedir";

  private static final List<Class<?>> USED =
      List.of(
          leptonica.class,
          PIX.class,
          BytePointer.class,
          IntPointer.class,
          PointerPointer.class,
          SizeTPointer.class);

  private static boolean isLoaded;

  private CodecLoader() {}

  /**
   * Loads the codec. A process loads the library once; later calls use it, also when its file is
   * gone.
   *
   * @param directory where the library is unpacked; created when missing
   * @throws NoCodecException when it does not load
   */
  public static LeptonicaRenderer load(Path directory) {
    loadOnce(directory);
    leptonica.setMsgSeverity(NO_MESSAGES);
    BytePointer version = leptonica.getLeptonicaVersion();
    if (version == null) {
      throw new IllegalStateException("leptonica has no version");
    }
    try {
      return new LeptonicaRenderer(version.getString());
    } finally {
      leptonica.lept_free(version);
    }
  }

  private static synchronized void loadOnce(Path directory) {
    if (isLoaded) {
      return;
    }
    prepare(directory);
    try {
      // Each class loads its library when it is initialised, for which the file must be there.
      USED.forEach(Loader::load);
    } catch (LinkageError | RuntimeException e) {
      throw new NoCodecException(advice(Loader.getPlatform(), e), e);
    }
    isLoaded = true;
  }

  /** What to do where the library does not load. */
  static String advice(String platform, Throwable cause) {
    return "pictures cannot be decoded on %1$s: the native library leptonica does not load (%2$s). "
            .formatted(platform, cause)
        + "It needs org.bytedeco:leptonica:%s:%3$s and org.bytedeco:javacpp:%s:%3$s "
            .formatted(version(leptonica.class), version(Loader.class), platform)
        + "on the class path, which exist for linux-x86_64, linux-arm64 (both with glibc), "
        + "macosx-x86_64, macosx-arm64 and windows-x86_64, and a directory from which libraries "
        + "may be loaded: '%s', or another one with -D%s=DIRECTORY where that is mounted noexec"
            .formatted(System.getProperty(CACHE), CACHE);
  }

  private static String version(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "VERSION" : version;
  }

  /**
   * JavaCPP reads these properties once, when its first class is loaded; the command line has
   * precedence.
   */
  private static void prepare(Path directory) {
    boolean hasModes = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      Files.createDirectories(
          directory, hasModes ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[] {});
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
    Map<String, String> properties =
        Map.of(
            CACHE,
            directory.toAbsolutePath().toString(),
            // Otherwise JavaCPP compares the process size with the heap limit, and may force a
            // collection or fail.
            "org.bytedeco.javacpp.maxbytes",
            "0",
            "org.bytedeco.javacpp.maxphysicalbytes",
            "0",
            // All native memory is freed explicitly here.
            "org.bytedeco.javacpp.nopointergc",
            "true");
    properties.forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
  }
}
