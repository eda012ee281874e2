import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.GallerySessions;
import org.pinacotheca.testkit.scenario.TestedGallery;

class MyGallerySessionsTest extends GallerySessions {
  @Override
  protected TestedGallery gallery(Commission commission) {
    InMemoryGallery mine = InMemoryGallery.keeping(commission);
    return TestedGallery.of(mine.gallery(), mine.clock());
  }
}
