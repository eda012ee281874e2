package org.pinacotheca.testkit.gallery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.SampleMembers;

/**
 * The behaviour of a gallery in any storage and through any API. A runner extends this class and
 * provides a gallery, which may hold data of earlier tests, and the API under test. What an API
 * does not offer is asked of the use cases behind it, so that no test is skipped; every test
 * reports which commands these were, as the entry "not offered".
 */
public abstract class GalleryContract
    implements AlbumBehaviour,
        CoverBehaviour,
        PictureBehaviour,
        ApprovalBehaviour,
        GroupBehaviour,
        LimitBehaviour,
        SellingBehaviour {
  private @Nullable GalleryFixture fixture;

  /** The gallery under test. */
  protected abstract Gallery gallery();

  /** The clock of the gallery. */
  protected abstract ManualClock clock();

  /** The API under test, which serves {@link #gallery()} to the sample members. */
  protected abstract GalleryApi api(SampleMembers world);

  @BeforeEach
  public final void registerMembers() {
    SampleMembers world = SampleMembers.of(gallery(), clock());
    fixture = new GalleryFixture(world, api(world));
  }

  @AfterEach
  public final void reportWhatIsNotOffered(TestReporter reporter) {
    if (!fixture().notOffered().isEmpty()) {
      reporter.publishEntry("not offered", String.join(", ", fixture().notOffered()));
    }
  }

  @Override
  public final GalleryFixture fixture() {
    return Objects.requireNonNull(fixture);
  }
}
