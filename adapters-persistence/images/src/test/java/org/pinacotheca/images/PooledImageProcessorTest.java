package org.pinacotheca.images;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.testkit.contract.ImageProcessorContract;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PooledImageProcessorTest extends ImageProcessorContract {
  private final PooledImageProcessor processor =
      PooledImageProcessor.open(ImageSettings.defaults(Path.of("target", "native")));

  @AfterAll
  void close() {
    processor.close();
  }

  @Override
  protected ImageProcessor processor() {
    return processor;
  }
}
