import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.testkit.simulation.GallerySimulation;
import org.pinacotheca.testkit.simulation.Installation;

class MySimulationTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nodesThatShareMyFilesLoseNothing(long seed) {
    GallerySimulation.run(seed, 150, Mine::new);
  }

  private static class Mine extends Installation {
    Mine(long seed) {
      super(seed);
    }

    @Override
    protected PictureFiles files() {
      return super.files();
    }
  }
}
