package org.pinacotheca.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaImageProcessorTest extends ImageProcessorContract {
  @Override
  PooledImageProcessor open(int bytesMax, long pixelsMax) {
    return ImageProcessors.inJava(bytesMax, pixelsMax);
  }

  @Test
  void the_native_library_is_not_in_use() {
    try (PooledImageProcessor studio = open(1, 1)) {
      assertThat(studio.describe()).startsWith("java");
    }
  }
}
