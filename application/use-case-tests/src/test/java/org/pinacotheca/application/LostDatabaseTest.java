package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.operations.Finding;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.api.operations.MediaClaim;
import org.pinacotheca.application.api.operations.Operations.Swept;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.spi.InspectionStore.Row;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.installation.SweepLimit;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.memory.InMemoryPictureFiles;
import org.pinacotheca.testkit.memory.InMemoryStorage;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** A database and a media store that do not, or no longer, belong together. */
class LostDatabaseTest {
  private final InMemoryGallery before = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(before);

  /** A gallery over these picture files and another database. */
  private Gallery beside(InMemoryStorage storage, InMemoryPictureFiles files) {
    return Gallery.of(
        storage, files, before.processor(), before.secrets(), GallerySettings.DEFAULT);
  }

  private Gallery besideAnEmptyDatabase() {
    return beside(new InMemoryStorage(before.clock()), before.files());
  }

  private void add(int count) {
    Caller anna = world.caller(Persona.ANNA);
    NewPicture picture = new NewPicture(PictureText.NONE, SamplePictures.SMALL_PNG);
    for (int left = count; left > 0; left -= 50) {
      List<NewPicture> some = Collections.nCopies(Math.min(left, 50), picture);
      assertThat(before.gallery().pictures().add(anna, new AddPictures(Optional.empty(), some)))
          .isInstanceOf(AddPictures.Added.class);
    }
  }

  private void loseRows(int count) {
    before
        .storage()
        .<Boolean>transact(tx -> {
          tx.pictures()
              .remove(
                  tx.inspection().pictures(Optional.empty(), count).stream()
                      .map(LostDatabaseTest::sound)
                      .toList());
          return true;
        });
  }

  private static Picture sound(Row<PictureId, Picture> row) {
    if (row instanceof Row.Sound<PictureId, Picture>(PictureId _, Picture picture)) {
      return picture;
    }
    throw new AssertionError("a broken row");
  }

  @Test
  void aSweepBesideAnEmptyDatabaseRemovesNothing() {
    add(3);
    assertThat(before.gallery().operations().claimMedia()).isInstanceOf(MediaClaim.Claimed.class);
    before.clock().advance(Duration.ofDays(2));
    Gallery after = besideAnEmptyDatabase();
    assertThat(after.operations().claimMedia()).isInstanceOf(MediaClaim.OthersMedia.class);
    assertThat(after.operations().sweep()).isInstanceOf(Swept.NotClaimed.class);
    assertThat(before.files().keys()).hasSize(3);
  }

  @Test
  void filesThatWereNeverTiedAreNotTakenByAnEmptyDatabase() {
    add(3);
    before.clock().advance(Duration.ofDays(2));
    Gallery after = besideAnEmptyDatabase();
    assertThat(after.operations().sweep())
        .isInstanceOfSatisfying(
            Swept.NotClaimed.class,
            refused -> assertThat(refused.why()).isInstanceOf(MediaClaim.UnknownMedia.class));
    assertThat(before.files().keys()).hasSize(3);
    assertThat(before.files().installation()).isEmpty();
  }

  @Test
  void picturesWithoutAnyOfTheirFilesAreNotTiedToAnEmptyStore() {
    add(2);
    Gallery after = beside(before.storage(), new InMemoryPictureFiles(before.clock()));
    assertThat(after.operations().claimMedia()).isInstanceOf(MediaClaim.MediaMissing.class);
  }

  @Test
  void anInstallationOfAnEarlierReleaseIsTiedByItsPictures() {
    add(2);
    MediaClaim claimed = before.gallery().operations().claimMedia();
    assertThat(claimed).isInstanceOf(MediaClaim.Claimed.class);
    assertThat(before.gallery().operations().claimMedia()).isEqualTo(claimed);
  }

  @Test
  void aDatabaseOfBeforeItWasTiedTakesTheIdOfItsPictures() {
    add(1);
    InstallationId known = new InstallationId("7".repeat(32));
    before.files().claim(known);
    assertThat(before.gallery().operations().claimMedia()).isEqualTo(new MediaClaim.Claimed(known));
  }

  @Test
  void nodesThatStartAtOnceAgree() throws Exception {
    int nodes = 8;
    try (ExecutorService threads = Executors.newFixedThreadPool(nodes)) {
      List<Callable<MediaClaim>> starts =
          Collections.nCopies(nodes, () -> before.gallery().operations().claimMedia());
      Set<MediaClaim> claims = new HashSet<>();
      for (Future<MediaClaim> claimed : threads.invokeAll(starts)) {
        claims.add(claimed.get());
      }
      assertThat(claims).hasSize(1).allMatch(MediaClaim.Claimed.class::isInstance);
    }
  }

  @Test
  void aSweepOfTooManyStopsUntilTheOperatorSaysHowMany() {
    add(300);
    loseRows(101);
    before.clock().advance(Duration.ofDays(2));
    Gallery gallery = before.gallery();
    assertThat(gallery.operations().sweep()).isEqualTo(new Swept.Stopped(101, 300));
    assertThat(gallery.operations().sweep(new SweepLimit(100, 0)))
        .isEqualTo(new Swept.Stopped(101, 300));
    assertThat(before.files().keys()).hasSize(300);
    assertThat(gallery.operations().sweep(new SweepLimit(101, 0))).isEqualTo(new Swept.Done(101));
    assertThat(before.files().keys()).hasSize(199);
  }

  @Test
  void aHundredOfFewAreSweptWithoutAsking() {
    add(150);
    loseRows(100);
    before.clock().advance(Duration.ofDays(2));
    assertThat(before.gallery().operations().sweep()).isEqualTo(new Swept.Done(100));
  }

  @Test
  void anInspectionFindsOtherMedia() {
    add(1);
    before.gallery().operations().claimMedia();
    assertThat(kinds(before.gallery())).isEmpty();
    InMemoryPictureFiles others = new InMemoryPictureFiles(before.clock());
    others.claim(new InstallationId("7".repeat(32)));
    assertThat(kinds(beside(before.storage(), others)))
        .contains(FindingKind.OTHER_MEDIA, FindingKind.FILE_MISSING);
  }

  private static Set<FindingKind> kinds(Gallery gallery) {
    return gallery
        .inspection()
        .inspect(
            new Inspection.Order(false, 10),
            new Inspection.Observer() {
              @Override
              public void found(Finding finding) {}

              @Override
              public void reached(Inspection.Part part, long count) {}
            })
        .found()
        .keySet();
  }
}
