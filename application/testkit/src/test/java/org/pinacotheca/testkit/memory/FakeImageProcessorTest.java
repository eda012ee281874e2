package org.pinacotheca.testkit.memory;

import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.testkit.contract.ImageProcessorContract;

class FakeImageProcessorTest extends ImageProcessorContract {
  @Override
  protected ImageProcessor processor() {
    return new FakeImageProcessor();
  }
}
