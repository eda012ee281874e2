package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.operations.Finding;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.api.operations.Inspection.Inspected;
import org.pinacotheca.application.api.operations.Inspection.Part;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.PictureFiles.Content;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;

/** The findings of an inspection of a gallery in memory. */
class InspectionTest {
  private final Market market = Market.open(1250);
  private final List<Finding> reported = new ArrayList<>();

  private Inspected inspect(int listedMax) {
    return inspect(market.gallery, new Inspection.Order(false, listedMax));
  }

  /** Inspects with files that are read in another way. */
  private Inspected inspect(UnaryOperator<Content> reading, Inspection.Order order) {
    InMemoryGallery memory = market.inMemory;
    Gallery gallery =
        Gallery.of(
            memory.storage(),
            new OtherwiseRead(memory.files(), reading),
            memory.processor(),
            memory.secrets(),
            GallerySettings.DEFAULT);
    return inspect(gallery, order);
  }

  private Inspected inspect(Gallery gallery, Inspection.Order order) {
    reported.clear();
    return gallery
        .inspection()
        .inspect(
            order,
            new Inspection.Observer() {
              @Override
              public void found(Finding finding) {
                reported.add(finding);
              }

              @Override
              public void reached(Part part, long count) {}
            });
  }

  @Test
  void aGalleryThatWasOnlyUsedIsSound() {
    AlbumId album = market.lockedAlbum(Persona.ANNA, 250);
    market.grant(Persona.BEN, 10_000);
    market.unlock(Persona.BEN, album, Market.PIN);
    market.subscribe(
        Persona.BEN,
        Persona.ANNA,
        market.offer(Persona.ANNA, Market.newPlan(3, "10.00")).getFirst().id());
    Inspected inspected = inspect(10);
    assertThat(reported).isEmpty();
    assertThat(inspected.isSound()).isTrue();
    assertThat(inspected.looked())
        .containsEntry(Part.PICTURES, 1L)
        .containsEntry(Part.TRANSFERS, 5L)
        .containsEntry(Part.PURCHASES, 2L);
  }

  @Test
  void findingsBeyondTheLimitAreCountedAndNotReported() {
    market.addPicture(Persona.ANNA, Optional.empty());
    MediaKey key = market.inMemory.files().keys().iterator().next();
    market.inMemory.files().delete(key);
    Inspected inspected = inspect(2);
    assertThat(reported)
        .extracting(Finding::kind)
        .containsOnly(FindingKind.FILE_MISSING)
        .hasSize(2);
    assertThat(inspected.found()).isEqualTo(Map.of(FindingKind.FILE_MISSING, 5L));
  }

  @Test
  void filesOfAnUploadThatGoesOnAreNoFinding() {
    market.addPicture(Persona.ANNA, Optional.empty());
    MediaKey key = market.inMemory.files().keys().iterator().next();
    // The state of an upload before its row is added: files and no picture.
    var picture =
        market.pictures(Persona.ANNA, Persona.ANNA, Optional.empty()).getFirst().picture();
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
    assertThat(reported.getFirst().about())
        .containsExactly(new Finding.About("files", key.value()));
    assertThat(market.inMemory.files().keys()).contains(key);
  }

  @Test
  void filesThatCannotBeReadAreFound() {
    market.addPicture(Persona.ANNA, Optional.empty());
    Inspected inspected =
        inspect(
            content ->
                new OtherContent(
                    content,
                    _ -> {
                      throw new IOException("no permission");
                    }),
            new Inspection.Order(false, 10));
    assertThat(inspected.found()).isEqualTo(Map.of(FindingKind.FILE_UNREADABLE, 5L));
    assertThat(reported)
        .extracting(finding -> finding.about().get(2).id())
        .containsExactlyInAnyOrder("original", "big", "small", "thumb", "masked");
  }

  @Test
  void asManyPicturesAreReadAtATimeAsThereAreReaders() {
    int readersAtATime = 4;
    for (int i = 0; i < 2 * readersAtATime; i++) {
      market.addPicture(Persona.ANNA, Optional.empty());
    }
    CyclicBarrier together = new CyclicBarrier(readersAtATime);
    AtomicInteger reading = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ExecutorService readers = Executors.newFixedThreadPool(readersAtATime)) {
      Inspected inspected =
          inspect(
              content ->
                  new OtherContent(
                      content,
                      offset -> {
                        most.accumulateAndGet(reading.incrementAndGet(), Math::max);
                        await(together);
                        reading.decrementAndGet();
                        return content.openAt(offset);
                      }),
              new Inspection.Order(false, 10, readers));
      assertThat(inspected.isSound()).isTrue();
    }
    assertThat(most).hasValue(readersAtATime);
  }

  private static void await(CyclicBarrier together) throws IOException {
    try {
      together.await(5, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IOException("the others are not reading", e);
    }
  }

  @Test
  void aStorageThatFailsEndsTheInspection() {
    market.addPicture(Persona.ANNA, Optional.empty());
    UncheckedIOException failure = new UncheckedIOException(new IOException("it is away"));
    assertThatThrownBy(() ->
            inspect(
                _ -> {
                  throw failure;
                },
                new Inspection.Order(false, 10)))
        .isSameAs(failure);
  }

  private interface Opening {
    InputStream at(long offset) throws IOException;
  }

  private record OtherContent(Content content, Opening opening) implements Content {
    @Override
    public long size() {
      return content.size();
    }

    @Override
    public InputStream openAt(long offset) throws IOException {
      return opening.at(offset);
    }
  }

  private record OtherwiseRead(PictureFiles files, UnaryOperator<Content> reading)
      implements PictureFiles {
    @Override
    public Optional<Content> open(MediaKey key, Rendition rendition) {
      return files.open(key, rendition).map(reading);
    }

    @Override
    public void store(MediaKey key, RenderedPicture picture) {
      files.store(key, picture);
    }

    @Override
    public void delete(MediaKey key) {
      files.delete(key);
    }

    @Override
    public void discard(Collection<MediaKey> keys) {
      files.discard(keys);
    }

    @Override
    public void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor) {
      files.eachStoredBefore(limit, visitor);
    }

    @Override
    public void probe() {
      files.probe();
    }

    @Override
    public boolean isEmpty() {
      return files.isEmpty();
    }

    @Override
    public Optional<InstallationId> installation() {
      return files.installation();
    }

    @Override
    public InstallationId claim(InstallationId id) {
      return files.claim(id);
    }
  }
}
