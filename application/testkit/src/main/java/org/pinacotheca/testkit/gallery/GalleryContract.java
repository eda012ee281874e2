package org.pinacotheca.testkit.gallery;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.opentest4j.TestAbortedException;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.TestedGallery;

/**
 * The behaviour of a gallery in any storage and through any API. A subclass implements {@link
 * #gallery}. What an API does not offer is not tested in its name: the use cases behind it prepare
 * and read, the entry "not offered" of a test names these commands, and a test of whose commands
 * the API offers none is aborted.
 */
public abstract class GalleryContract
    implements AlbumBehaviour,
        CoverBehaviour,
        PictureBehaviour,
        ApprovalBehaviour,
        GroupBehaviour,
        LimitBehaviour,
        SellingBehaviour,
        SharingBehaviour,
        MediaBehaviour,
        AuditBehaviour,
        RetryBehaviour {
  private final Map<Commission, GalleryFixture> fixtures = new HashMap<>();

  /**
   * The gallery under test with new sample members; it may hold data of earlier tests.
   *
   * @param commission what the gallery keeps of sales
   */
  protected abstract TestedGallery gallery(Commission commission);

  @BeforeEach
  public final void forgetEarlierMembers() {
    fixtures.clear();
  }

  @AfterEach
  public final void reportWhatIsNotOffered(TestReporter reporter) {
    SortedSet<String> notOffered = new TreeSet<>();
    fixtures.values().forEach(fixture -> notOffered.addAll(fixture.notOffered()));
    if (notOffered.isEmpty()) {
      return;
    }
    reporter.publishEntry("not offered", String.join(", ", notOffered));
    if (fixtures.values().stream().noneMatch(GalleryFixture::offersSome)) {
      throw new TestAbortedException("not offered: " + String.join(", ", notOffered));
    }
  }

  @Override
  public final GalleryFixture fixture() {
    return fixture(Commission.NONE);
  }

  @Override
  public final GalleryFixture fixture(Commission commission) {
    return fixtures.computeIfAbsent(
        commission,
        kept -> {
          TestedGallery tested = gallery(kept);
          return new GalleryFixture(tested.world(), tested.api());
        });
  }
}
