package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Finding;
import org.pinacotheca.application.api.FindingKind;
import org.pinacotheca.application.api.Inspection;
import org.pinacotheca.application.api.Inspection.Inspected;
import org.pinacotheca.application.api.Inspection.Part;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.testkit.Role;

/** What an inspection tells of a gallery in memory. */
class InspectionTest {
  private final Market market = Market.open(1250);
  private final List<Finding> told = new ArrayList<>();

  private Inspected inspect(int listedMax) {
    told.clear();
    return market
        .gallery
        .inspection()
        .inspect(
            new Inspection.Order(false, listedMax),
            new Inspection.Observer() {
              @Override
              public void found(Finding finding) {
                told.add(finding);
              }

              @Override
              public void reached(Part part, long count) {}
            });
  }

  @Test
  void aGalleryThatWasOnlyUsedIsSound() {
    AlbumId album = market.lockedAlbum(Role.ANNA, 250);
    market.grant(Role.BEN, 10_000);
    market.unlock(Role.BEN, album, Market.PIN);
    market.subscribe(
        Role.BEN, Role.ANNA, market.offer(Role.ANNA, Market.newPlan(3, "10.00")).getFirst().id());
    Inspected inspected = inspect(10);
    assertThat(told).isEmpty();
    assertThat(inspected.isSound()).isTrue();
    assertThat(inspected.looked())
        .containsEntry(Part.PICTURES, 1L)
        .containsEntry(Part.TRANSFERS, 5L)
        .containsEntry(Part.PURCHASES, 2L);
  }

  @Test
  void findingsBeyondTheLimitAreCountedAndNotTold() {
    market.addPicture(Role.ANNA, Optional.empty());
    MediaKey key = market.inMemory.files().keys().iterator().next();
    market.inMemory.files().delete(key);
    Inspected inspected = inspect(2);
    assertThat(told).extracting(Finding::kind).containsOnly(FindingKind.FILE_MISSING).hasSize(2);
    assertThat(inspected.found()).isEqualTo(Map.of(FindingKind.FILE_MISSING, 5L));
  }

  @Test
  void filesOfAnUploadThatGoesOnAreNoFinding() {
    market.addPicture(Role.ANNA, Optional.empty());
    MediaKey key = market.inMemory.files().keys().iterator().next();
    // As an upload looks before its row is there: files and no picture.
    var picture = market.pictures(Role.ANNA, Role.ANNA, Optional.empty()).getFirst().picture();
    market
        .inMemory
        .storage()
        .<Boolean>transact(tx -> {
          tx.pictures().remove(List.of(picture));
          return true;
        });
    market.inMemory.clock().advance(Duration.ofHours(23));
    assertThat(inspect(10).isSound()).isTrue();
    market.inMemory.clock().advance(Duration.ofHours(2));
    assertThat(inspect(10).found()).isEqualTo(Map.of(FindingKind.FILES_ORPHANED, 1L));
    assertThat(told.getFirst().about()).containsExactly(new Finding.About("files", key.value()));
    assertThat(market.inMemory.files().keys()).contains(key);
  }
}
