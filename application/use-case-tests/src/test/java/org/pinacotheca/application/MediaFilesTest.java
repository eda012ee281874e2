package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.application.api.pictures.Moderations.Moderated;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.GalleryLaws;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

class MediaFilesTest {
  private static final Instant BEGIN_OF_WINDOW = Instant.parse("2026-03-01T12:00:00Z");

  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final Caller anna = world.caller(Persona.ANNA);

  @BeforeEach
  void addAPicture() {
    inMemory.clock().set(BEGIN_OF_WINDOW);
    NewPicture picture = new NewPicture(PictureText.NONE, SamplePictures.SMALL_PNG);
    assertThat(
            inMemory
                .gallery()
                .pictures()
                .add(anna, new AddPictures(Optional.empty(), List.of(picture))))
        .isInstanceOf(AddPictures.Added.class);
  }

  @Test
  void everyRenditionIsOpenedByItsOwnAddress() throws IOException {
    PictureView view = view(Masking.NONE);
    for (Rendition rendition : Rendition.values()) {
      String path = links(Masking.NONE).path(rendition);
      MediaFile file = inMemory.gallery().mediaFiles().find(path).orElseThrow();
      boolean isOriginal = rendition == Rendition.ORIGINAL;
      assertThat(file.mediaType()).isEqualTo(isOriginal ? "image/png" : "image/jpeg");
      assertThat(path).endsWith(isOriginal ? ".png" : ".jpg").startsWith("/media/");
      assertThat(file.lastModified()).isEqualTo(view.picture().uploaded());
      MediaFile.Content content = file.open().orElseThrow();
      try (InputStream whole = content.openAt(0);
          InputStream behind = content.openAt(3)) {
        byte[] bytes = whole.readAllBytes();
        assertThat(bytes).hasSize((int) content.size());
        assertThat(behind.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 3, bytes.length));
        if (isOriginal) {
          assertThat(bytes).isEqualTo(SamplePictures.SMALL_PNG.bytes());
        }
      }
    }
    assertThat(
            Arrays.stream(Rendition.values())
                .map(rendition -> links(Masking.NONE).path(rendition))
                .map(path -> inMemory.gallery().mediaFiles().find(path).orElseThrow().entityTag())
                .collect(Collectors.toSet()))
        .hasSize(Rendition.values().length);
  }

  @Test
  void imageNamesHaveTheirOldForm() {
    String stem =
        world.member(Persona.ANNA).value() + "_" + view(Masking.NONE).picture().id().value();
    assertThat(links(Masking.NONE).path(Rendition.THUMB))
        .matches("/media/.+/s" + stem + "_[0-9]{4}\\.jpg");
    assertThat(links(Masking.NONE).path(Rendition.BIG))
        .matches("/media/.+/n" + stem + "_[0-9]{4}\\.jpg");
    assertThat(links(Masking.NONE).path(Rendition.SMALL))
        .matches("/media/.+/t" + stem + "_[0-9]{4}\\.jpg");
  }

  @Test
  void aChangedAddressLeadsNowhere() {
    for (Rendition rendition : Rendition.values()) {
      GalleryLaws.changedPathsLeadNowhere(
          inMemory.gallery().mediaFiles(), links(Masking.NONE).path(rendition));
    }
    for (String strange :
        List.of(
            "",
            "/",
            "/media/",
            "/media/x",
            "/media/zzzzzzzzzzzzz-" + "a".repeat(22) + "/s1_1_0000.jpg")) {
      assertThat(inMemory.gallery().mediaFiles().find(strange)).isEmpty();
      assertThat(inMemory.gallery().mediaFiles().isGenuine(strange)).isFalse();
    }
  }

  @Test
  void anAddressStaysTheSameForHalfItsLifeAndEndsAfterIt() {
    String path = links(Masking.NONE).path(Rendition.BIG);
    Instant expires = inMemory.gallery().mediaFiles().find(path).orElseThrow().expires();
    assertThat(expires).isEqualTo(BEGIN_OF_WINDOW.plus(Duration.ofHours(1)));
    inMemory.clock().set(BEGIN_OF_WINDOW.plus(Duration.ofMinutes(30)).minusNanos(1000));
    assertThat(links(Masking.NONE).path(Rendition.BIG)).isEqualTo(path);
    inMemory.clock().set(BEGIN_OF_WINDOW.plus(Duration.ofMinutes(30)));
    assertThat(links(Masking.NONE).path(Rendition.BIG)).isNotEqualTo(path);
    inMemory.clock().set(expires.minusNanos(1000));
    assertThat(inMemory.gallery().mediaFiles().find(path)).isPresent();
    inMemory.clock().set(expires);
    assertThat(inMemory.gallery().mediaFiles().find(path)).isEmpty();
    assertThat(inMemory.gallery().mediaFiles().isGenuine(path))
        .as("who has it is no guesser")
        .isTrue();
  }

  @Test
  void whatIsNotSafeIsMaskedForWhoWantsIt() {
    String plain = links(Masking.NONE).path(Rendition.BIG);
    String masked = links(Masking.NONE).path(Rendition.MASKED);
    for (Rendition rendition : Rendition.values()) {
      assertThat(links(Masking.UNSAFE).path(rendition)).isEqualTo(masked);
    }
    declareSafe();
    assertThat(links(Masking.UNSAFE).path(Rendition.BIG)).isEqualTo(masked);
    assertThat(inMemory.gallery().moderations().confirm(List.of(id()), true))
        .isEqualTo(new Moderated.Done());
    assertThat(links(Masking.UNSAFE).path(Rendition.BIG)).isEqualTo(plain);
    assertThat(inMemory.gallery().moderations().confirm(List.of(id()), false))
        .isEqualTo(new Moderated.Done());
    assertThat(links(Masking.UNSAFE).path(Rendition.BIG)).isEqualTo(masked);
  }

  @Test
  void theAddressOfARemovedPictureLeadsNowhere() {
    String path = links(Masking.NONE).path(Rendition.BIG);
    assertThat(
            inMemory
                .gallery()
                .pictures()
                .remove(anna, new RemovePictures(PictureSelection.of(List.of(id())))))
        .isEqualTo(new RemovePictures.Removed());
    assertThat(inMemory.gallery().mediaFiles().find(path)).isEmpty();
    assertThat(inMemory.files().keys()).isEmpty();
  }

  @Test
  void aPictureWithoutItsFileIsBrokenStorageAndNotAWrongAddress() {
    String path = links(Masking.NONE).path(Rendition.BIG);
    inMemory.files().keys().forEach(inMemory.files()::delete);
    MediaFile file = inMemory.gallery().mediaFiles().find(path).orElseThrow();
    assertThatThrownBy(file::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("picture " + id().value() + " has lost its file BIG");
  }

  @Test
  void whatWasDeclaredSafeStaysSoUntilSomethingElseIsSaid() {
    declareSafe();
    assertThat(inMemory.gallery().moderations().confirm(List.of(id()), true))
        .isEqualTo(new Moderated.Done());
    assertThat(view(Masking.NONE).picture().safety()).isEqualTo(new Safety(true, true));
    declare(Optional.empty());
    assertThat(view(Masking.NONE).picture().safety()).isEqualTo(new Safety(true, true));
    declare(Optional.of(false));
    assertThat(view(Masking.NONE).picture().safety()).isEqualTo(Safety.UNDECLARED);
    declare(Optional.empty());
    assertThat(view(Masking.NONE).picture().safety()).isEqualTo(Safety.UNDECLARED);
  }

  private void declareSafe() {
    declare(Optional.of(true));
  }

  private void declare(Optional<Boolean> safe) {
    UpdatePicture update =
        new UpdatePicture(
            id(),
            new PictureText.Revision(new Change.Keep<>(), new Change.Keep<>()),
            new Change.Keep<>(),
            safe);
    assertThat(inMemory.gallery().pictures().update(anna, update))
        .isInstanceOf(UpdatePicture.Updated.class);
  }

  private PictureId id() {
    return view(Masking.NONE).picture().id();
  }

  private PictureLinks links(Masking masking) {
    return view(masking).links().orElseThrow();
  }

  private PictureView view(Masking masking) {
    GetGallery query =
        new GetGallery(
            anna.actor(),
            Optional.empty(),
            PictureOrder.DATE_UPLOADED,
            new PageRequest(1, 50),
            masking);
    if (inMemory.gallery().pictures().gallery(anna, query)
        instanceof GetGallery.Read(var owner, Page<PictureView> page)) {
      assertThat(owner.id()).isEqualTo(anna.actor());
      return page.items().getFirst();
    }
    throw new AssertionError("the gallery could not be read");
  }
}
