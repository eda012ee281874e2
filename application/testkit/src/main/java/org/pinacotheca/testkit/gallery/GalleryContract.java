package org.pinacotheca.testkit.gallery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.SampleMembers;

/**
 * How a gallery behaves, whatever it is stored in and through whichever door one comes. A runner
 * extends this class and gives a gallery, which may hold what earlier tests left, and the door
 * under test. What a door does not offer is asked of the use cases behind it, so that no test is
 * skipped.
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

  /** The clock by which the gallery lives. */
  protected abstract ManualClock clock();

  /** The door under test, which leads to {@link #gallery()} and lets in whom the world knows. */
  protected abstract GalleryApi door(SampleMembers world);

  @BeforeEach
  public final void setTheStage() {
    SampleMembers world = SampleMembers.of(gallery(), clock());
    fixture = new GalleryFixture(world, door(world));
  }

  @Override
  public final GalleryFixture fixture() {
    return Objects.requireNonNull(fixture);
  }
}
