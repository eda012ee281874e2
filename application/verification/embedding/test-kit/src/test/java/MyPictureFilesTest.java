import java.time.InstantSource;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.testkit.contract.PictureFilesContract;
import org.pinacotheca.testkit.memory.InMemoryPictureFiles;

class MyPictureFilesTest extends PictureFilesContract {
  private final PictureFiles files = new InMemoryPictureFiles(InstantSource.system());

  @Override
  protected PictureFiles files() {
    return files;
  }
}
