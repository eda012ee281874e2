package org.pinacotheca.persistence.imaging;

import java.nio.file.Path;

/** Studios for tests. */
final class Studios {
  private static final StudioSettings DEFAULTS =
      StudioSettings.defaults(Path.of("target", "native"));

  private Studios() {}

  static PooledImageStudio natively(int bytesMax, long pixelsMax) {
    return PooledImageStudio.open(DEFAULTS.withLimits(bytesMax, pixelsMax));
  }

  static PooledImageStudio inJava(int bytesMax, long pixelsMax) {
    return PooledImageStudio.open(
        DEFAULTS.withLimits(bytesMax, pixelsMax).withCodec(StudioSettings.CodecChoice.PURE_JAVA));
  }
}
