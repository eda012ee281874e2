package org.pinacotheca.testkit.gallery;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.MIDDLE_JPEG;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.operations.Operations.Swept;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.application.api.pictures.MediaFiles;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.GalleryLaws;
import org.pinacotheca.testkit.scenario.Persona;

/** How addresses lead to the files of pictures. Part of {@link GalleryContract}. */
public interface MediaBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void everyRenditionIsReadAtItsAddress() throws IOException {
    GalleryFixture fixture = fixture();
    MediaFiles media = fixture.useCases().mediaFiles();
    Caller anna = fixture.as(Persona.ANNA);
    fixture.add(anna, Optional.empty(), SMALL_PNG, MIDDLE_JPEG);
    Set<String> tags = new HashSet<>();
    for (PictureView view : fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)) {
      for (Rendition rendition : Rendition.values()) {
        String path = path(view, rendition);
        MediaFile file = media.find(path).orElseThrow();
        byte[] bytes = bytes(file);
        assertThat(bytes).as("%s", rendition).isNotEmpty();
        assertThat(part(file, bytes.length / 2))
            .isEqualTo(Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
        boolean isPng = rendition == Rendition.ORIGINAL && view.picture().width() == 6;
        assertThat(file.mediaType()).isEqualTo(isPng ? "image/png" : "image/jpeg");
        assertThat(bytes[0]).isEqualTo((byte) (isPng ? 0x89 : 0xFF));
        assertThat(file.lastModified()).isEqualTo(view.picture().uploaded());
        assertThat(tags.add(file.entityTag())).as("another tag for other bytes").isTrue();
        if (isPng) {
          assertThat(bytes).isEqualTo(SMALL_PNG.bytes());
        }
      }
    }
  }

  @Test
  default void anAddressEndsWhenItSaysSo() {
    GalleryFixture fixture = fixture();
    MediaFiles media = fixture.useCases().mediaFiles();
    Caller anna = fixture.as(Persona.ANNA);
    fixture.add(anna, Optional.empty(), SMALL_PNG);
    String path = path(first(fixture, anna), Rendition.BIG);
    Instant now = fixture.world().clock().instant();
    Instant end = media.find(path).orElseThrow().expires();
    assertThat(end).isAfter(now).isBefore(now.plus(31, DAYS));
    fixture.world().clock().set(end.minusMillis(1));
    assertThat(media.find(path)).isPresent();
    fixture.world().clock().set(end);
    assertThat(media.find(path)).isEmpty();
    assertThat(media.known(path)).isEmpty();
    assertThat(media.isGenuine(path)).as("whoever has it did not guess").isTrue();
    assertThat(media.find(path(first(fixture, anna), Rendition.BIG))).isPresent();
  }

  @Test
  default void aForgedAddressLeadsNowhere() {
    GalleryFixture fixture = fixture();
    MediaFiles media = fixture.useCases().mediaFiles();
    Caller anna = fixture.as(Persona.ANNA);
    List<PictureId> pictures = fixture.add(anna, Optional.empty(), SMALL_PNG, SMALL_PNG);
    List<PictureView> views = fixture.picturesOf(Persona.ANNA, Optional.empty(), anna);
    String path = path(views.getLast(), Rendition.BIG);
    GalleryLaws.changedPathsLeadNowhere(media, path);
    String ofOther =
        path.replace(
            "_" + pictures.getFirst().value() + "_", "_" + pictures.getLast().value() + "_");
    assertThat(ofOther).isNotEqualTo(path);
    assertThat(media.find(ofOther)).isEmpty();
    assertThat(media.isGenuine(ofOther)).isFalse();
  }

  @Test
  default void noAddressOutlivesTheSubscription() {
    GalleryFixture fixture = fixture();
    MediaFiles media = fixture.useCases().mediaFiles();
    Caller anna = fixture.as(Persona.ANNA);
    Caller ben = fixture.as(Persona.BEN);
    fixture.add(anna, Optional.of(fixture.createAlbum(anna, "album")), SMALL_PNG);
    fixture.done(
        fixture.as(Persona.EMIL),
        Commands.grant(fixture.id(Persona.BEN), 100, "media-" + ben.actor().value()));
    fixture.done(anna, Commands.offer(Commands.plan(1, 100)));
    Instant end =
        fixture
            .done(
                ben,
                new Subscribe(
                    fixture.id(Persona.ANNA), fixture.plan(Persona.ANNA, 1), Optional.empty()),
                Subscribe.Subscribed.class)
            .subscription()
            .until();
    fixture.world().clock().set(end.minus(1, MINUTES));
    List<String> paths = new ArrayList<>();
    paths.add(path(first(fixture, ben), Rendition.BIG));
    paths.add(
        fixture.albumsOf(Persona.ANNA, ben).getFirst().cover().orElseThrow().path(Rendition.THUMB));
    for (String path : paths) {
      assertThat(media.find(path).orElseThrow().expires()).isBeforeOrEqualTo(end);
    }
    fixture.world().clock().set(end);
    for (String path : paths) {
      assertThat(media.find(path)).isEmpty();
    }
    assertThat(first(fixture, ben).links()).isEmpty();
    assertThat(first(fixture, anna).links()).isPresent();
  }

  @Test
  default void whatIsNotSafeIsMaskedForWhoWantsIt() {
    GalleryFixture fixture = fixture();
    fixture.useCases();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    PictureId picture = fixture.add(anna, Optional.of(album), SMALL_PNG).getFirst();
    for (boolean isSafe : new boolean[] {false, true, false}) {
      fixture.done(anna, Commands.describe(picture, "", "", Optional.of(album), isSafe));
      fixture.done(anna, new GalleryApi.Moderate(List.of(picture), isSafe));
      PictureLinks plain = first(fixture, anna).links().orElseThrow();
      GetGallery query =
          new GetGallery(
              fixture.id(Persona.ANNA),
              Optional.empty(),
              PictureOrder.DATE_UPLOADED,
              new PageRequest(1, 10),
              Masking.UNSAFE);
      ListAlbums list = new ListAlbums(fixture.id(Persona.ANNA), false, Masking.UNSAFE);
      PictureLinks masked =
          fixture
              .done(anna, query, GetGallery.Read.class)
              .pictures()
              .items()
              .getFirst()
              .links()
              .orElseThrow();
      PictureLinks cover =
          fixture
              .done(anna, list, ListAlbums.Listed.class)
              .albums()
              .getFirst()
              .cover()
              .orElseThrow();
      for (Rendition rendition : Rendition.values()) {
        String expected = plain.path(isSafe ? rendition : Rendition.MASKED);
        assertThat(masked.path(rendition)).isEqualTo(expected);
        assertThat(cover.path(rendition)).isEqualTo(expected);
      }
    }
  }

  @Test
  default void theFilesOfRemovedPicturesGo() throws IOException {
    GalleryFixture fixture = fixture();
    MediaFiles media = fixture.useCases().mediaFiles();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    AlbumId emptied = fixture.createAlbum(anna, "its pictures stay");
    PictureId single = fixture.add(anna, Optional.empty(), SMALL_PNG).getFirst();
    fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG);
    PictureId moderated = fixture.add(anna, Optional.empty(), SMALL_PNG).getFirst();
    List<MediaFile> going = files(fixture, media, anna);
    fixture.add(anna, Optional.of(emptied), SMALL_PNG);
    MediaFile staying = media.find(path(first(fixture, anna), Rendition.ORIGINAL)).orElseThrow();
    fixture.done(anna, Commands.remove(single));
    fixture.done(anna, new RemoveAlbum(album, true));
    fixture.done(anna, new RemoveAlbum(emptied, false));
    fixture.useCases().moderations().remove(List.of(moderated));
    for (MediaFile file : going) {
      assertThat(file.open()).as("a file that was found before its picture was removed").isEmpty();
    }
    assertThat(bytes(staying)).isNotEmpty();
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)).hasSize(1);
  }

  @Test
  default void aSweepKeepsTheFilesOfPictures() throws IOException {
    GalleryFixture fixture = fixture();
    MediaFiles media = fixture.useCases().mediaFiles();
    Caller anna = fixture.as(Persona.ANNA);
    fixture.add(anna, Optional.empty(), SMALL_PNG, MIDDLE_JPEG);
    PictureId waiting = fixture.uploadPending(Persona.ANNA, Optional.empty()).id();
    Instant now = fixture.world().clock().instant();
    Instant real = Instant.now();
    // Files may have the times of this machine, not of the gallery's clock.
    fixture.world().clock().set((now.isBefore(real) ? real : now).plus(3, DAYS));
    assertThat(fixture.useCases().operations().sweep()).isInstanceOf(Swept.Done.class);
    fixture.done(anna, Commands.approve(waiting));
    List<MediaFile> files = files(fixture, media, anna);
    assertThat(files).hasSize(3 * Rendition.values().length);
    for (MediaFile file : files) {
      assertThat(bytes(file)).isNotEmpty();
    }
  }

  private static PictureView first(GalleryFixture fixture, Caller viewer) {
    return fixture.picturesOf(Persona.ANNA, Optional.empty(), viewer).getFirst();
  }

  private static List<MediaFile> files(GalleryFixture fixture, MediaFiles media, Caller viewer) {
    return fixture.picturesOf(Persona.ANNA, Optional.empty(), viewer).stream()
        .flatMap(view ->
            Arrays.stream(Rendition.values())
                .map(rendition -> media.find(path(view, rendition)).orElseThrow()))
        .toList();
  }

  private static String path(PictureView view, Rendition rendition) {
    return view.links().orElseThrow().path(rendition);
  }

  private static byte[] bytes(MediaFile file) throws IOException {
    byte[] bytes = part(file, 0);
    assertThat(file.open().orElseThrow().size()).isEqualTo(bytes.length);
    return bytes;
  }

  private static byte[] part(MediaFile file, long offset) throws IOException {
    try (InputStream in = file.open().orElseThrow().openAt(offset)) {
      return in.readAllBytes();
    }
  }
}
