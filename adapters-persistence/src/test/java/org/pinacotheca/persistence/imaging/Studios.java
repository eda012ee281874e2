package org.pinacotheca.persistence.imaging;

import java.nio.file.Path;
import org.pinacotheca.application.spi.ImageStudio.Requester;
import org.pinacotheca.persistence.imaging.admission.WorkLimits;

/** Studios for tests. */
final class Studios {
  private static final StudioSettings DEFAULTS =
      StudioSettings.defaults(Path.of("target", "native"));

  static final Requester SOMEBODY = new Requester("1", "");

  private Studios() {}

  static WorkLimits work(int places, int waiting) {
    return StudioSettings.work(
        places, waiting, StudioSettings.suitingMemory(DEFAULTS.pixelsMax()), 30);
  }

  static PooledImageStudio natively(int bytesMax, long pixelsMax) {
    return PooledImageStudio.open(DEFAULTS.withLimits(bytesMax, pixelsMax));
  }

  static PooledImageStudio inJava(int bytesMax, long pixelsMax) {
    return PooledImageStudio.open(
        DEFAULTS.withLimits(bytesMax, pixelsMax).withCodec(StudioSettings.CodecChoice.PURE_JAVA));
  }
}
