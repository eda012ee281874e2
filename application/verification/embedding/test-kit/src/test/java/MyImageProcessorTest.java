import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.testkit.contract.ImageProcessorContract;
import org.pinacotheca.testkit.memory.FakeImageProcessor;

class MyImageProcessorTest extends ImageProcessorContract {
  @Override
  protected ImageProcessor processor() {
    return new FakeImageProcessor();
  }
}
