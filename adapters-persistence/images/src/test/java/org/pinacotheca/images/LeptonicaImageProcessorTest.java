package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LeptonicaImageProcessorTest extends GoodPicturesContract {
  @Override
  PooledImageProcessor open(int bytesMax, long pixelsMax) {
    return ImageProcessors.open(bytesMax, pixelsMax);
  }

  @Test
  void the_native_library_is_in_use() {
    try (PooledImageProcessor processor =
        PooledImageProcessor.open(ImageSettings.defaults(Path.of("target", "native")))) {
      assertThat(processor.describe()).startsWith("leptonica-");
    }
  }
}
