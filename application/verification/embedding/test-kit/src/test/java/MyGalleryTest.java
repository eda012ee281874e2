import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.TestedGallery;

class MyGalleryTest extends GalleryContract {
  @Override
  protected TestedGallery gallery(Commission commission) {
    InMemoryGallery mine = InMemoryGallery.keeping(commission);
    return TestedGallery.of(mine.gallery(), mine.clock());
  }
}
