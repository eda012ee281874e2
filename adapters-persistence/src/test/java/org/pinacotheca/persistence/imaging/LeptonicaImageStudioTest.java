package org.pinacotheca.persistence.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LeptonicaImageStudioTest extends ImageStudioContract {
  @Override
  PooledImageStudio open(int bytesMax, long pixelsMax) {
    return Studios.natively(bytesMax, pixelsMax);
  }

  @Test
  void the_native_library_is_in_use() {
    try (PooledImageStudio studio =
        PooledImageStudio.open(StudioSettings.defaults(Path.of("target", "native")))) {
      assertThat(studio.describe()).startsWith("leptonica-");
    }
  }
}
