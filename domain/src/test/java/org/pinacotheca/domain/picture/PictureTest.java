package org.pinacotheca.domain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

class PictureTest {
  private static final PictureText NO_TEXT = new PictureText("", "");

  private final Picture picture =
      new Picture(
          new PictureId(1),
          new UserId(1),
          GalleryKind.PRIVATE,
          Optional.empty(),
          NO_TEXT,
          ImageFormat.PNG,
          6,
          4,
          100,
          new MediaKey("0".repeat(32)),
          Approval.PENDING,
          Safety.UNDECLARED,
          Instant.EPOCH,
          new ApiKey("app"));

  @Test
  void onlyWhatOwnerAndModeratorSayIsSafe() {
    assertThat(picture.safety().isSafe()).isFalse();
    assertThat(picture.described(NO_TEXT, true).safety().isSafe()).isFalse();
    assertThat(picture.moderated(true).safety().isSafe()).isFalse();
    Picture safe = picture.described(NO_TEXT, true).moderated(true);
    assertThat(safe.safety().isSafe()).isTrue();
    assertThat(safe.moderated(false).safety().isSafe()).isFalse();
  }

  @Test
  void aModeratorsWordEndsWithTheOwnersDeclaration() {
    Picture safe = picture.described(NO_TEXT, true).moderated(true);
    assertThat(safe.described(NO_TEXT, true).safety().isSafe()).isTrue();
    Picture withdrawn = safe.described(NO_TEXT, false);
    assertThat(withdrawn.safety().isSafe()).isFalse();
    assertThat(withdrawn.described(NO_TEXT, true).safety().isSafe()).isFalse();
  }

  @Test
  void approvalAndPlaceAreChangedAlone() {
    Optional<AlbumId> album = Optional.of(new AlbumId(5));
    Picture moved = picture.movedTo(album).approved();
    assertThat(moved.isApproved()).isTrue();
    assertThat(picture.isApproved()).isFalse();
    assertThat(moved.album()).isEqualTo(album);
    assertThat(moved.movedTo(Optional.empty())).isEqualTo(picture.approved());
  }

  @Test
  void everyFaultOfATextIsReported() {
    Optional<String> title = Optional.of("x".repeat(101));
    Optional<String> description = Optional.of("x".repeat(1001));
    if (PictureText.check(title, description)
        instanceof Checked.Invalid<PictureText>(List<FieldFault> faults)) {
      assertThat(faults.stream().map(FieldFault::field))
          .containsExactly(Field.TITLE, Field.DESCRIPTION);
    } else {
      throw new AssertionError("too long texts were taken");
    }
    assertThat(PictureText.check(Optional.empty(), Optional.of("two\nlines")))
        .isEqualTo(new Checked.Valid<>(new PictureText("", "two\nlines")));
  }

  @Test
  void renditionsHaveLettersOfTheirOwn() {
    assertThat(Arrays.stream(Rendition.values()).map(Rendition::letter)).doesNotHaveDuplicates();
  }

  @Test
  void textsOfBeforeTheRulesAreReadAndAreNotTakenForANewPicture() {
    PictureText old = new PictureText("two\nlines", "d".repeat(2000));
    assertThat(old.title()).isEqualTo("two\nlines");
    assertThatThrownBy(old::requireValid)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on one line")
        .hasMessageContaining("at most 1000 characters");
    PictureText good = new PictureText("one line", "d\nd");
    assertThat(good.requireValid()).isEqualTo(good);
  }
}
