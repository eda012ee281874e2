package org.pinacotheca.images;

import java.nio.file.Path;
import org.pinacotheca.application.spi.ImageProcessor.Requester;
import org.pinacotheca.images.admission.WorkLimits;

/** Image processors for tests. */
final class ImageProcessors {
  private static final ImageSettings DEFAULTS = ImageSettings.defaults(Path.of("target", "native"));

  static final Requester SOMEBODY = new Requester("1", "");

  private ImageProcessors() {}

  static WorkLimits work(int places, int waiting) {
    return ImageSettings.work(
        places, waiting, ImageSettings.suitingMemory(DEFAULTS.pixelsMax()), 30);
  }

  static PooledImageProcessor open(int bytesMax, long pixelsMax) {
    return PooledImageProcessor.open(DEFAULTS.withLimits(bytesMax, pixelsMax));
  }
}
