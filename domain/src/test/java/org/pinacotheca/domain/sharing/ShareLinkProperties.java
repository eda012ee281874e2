package org.pinacotheca.domain.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

class ShareLinkProperties {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Optional<PinHash> PIN = Optional.of(new PinHash("0a".repeat(32)));

  private static ShareLink link(ShareTerms terms, Optional<PinHash> pin) {
    return ShareLink.of(
        new ShareLinkId(1),
        new UserId(2),
        new AlbumId(3),
        terms,
        SecretHash.of("token"),
        pin,
        NOON);
  }

  @Property
  void itIsOpenUntilItsEnd(
      @ForAll @IntRange(max = 100) int end, @ForAll @IntRange(max = 200) int at) {
    ShareLink link = link(ShareTerms.labelled("x").until(NOON.plusSeconds(end)), Optional.empty());
    Instant now = NOON.plusSeconds(at);
    assertThat(link.isOpenAt(now)).isEqualTo(at < end);
    assertThat(link.takesVisitAt(now)).isEqualTo(at < end);
    assertThat(link(ShareTerms.labelled("x"), Optional.empty()).isOpenAt(now)).isTrue();
  }

  @Property
  void itTakesAsManyVisitsAsItMay(@ForAll @IntRange(min = 1, max = 30) int most) {
    ShareLink link = link(ShareTerms.labelled("x").forVisits(most), Optional.empty());
    for (int visit = 1; visit <= most; visit++) {
      assertThat(link.takesVisitAt(NOON)).isTrue();
      link = link.visited(NOON.plusSeconds(visit));
      assertThat(link.visits()).isEqualTo(visit);
      assertThat(link.lastVisit()).contains(NOON.plusSeconds(visit));
    }
    ShareLink full = link;
    assertThat(full.takesVisitAt(NOON)).isFalse();
    assertThat(full.isOpenAt(NOON)).as("to those who have visited it").isTrue();
    assertThatThrownBy(() -> full.visited(NOON)).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void onlyItsPinOpensIt() {
    PinHash other = new PinHash("0b".repeat(32));
    ShareLink locked = link(ShareTerms.labelled("x"), PIN);
    assertThat(locked.isOpenedBy(PIN.orElseThrow())).isTrue();
    assertThat(locked.isOpenedBy(other)).isFalse();
    assertThat(link(ShareTerms.labelled("x"), Optional.empty()).isOpenedBy(other)).isTrue();
  }

  @Property
  void pinsOf4To20LettersOrDigitsAreTaken(
      @ForAll @AlphaChars @NumericChars @StringLength(max = 24) String pin) {
    boolean fits = pin.length() >= 4 && pin.length() <= 20;
    assertThat(SharePin.check(Optional.of(pin)).faults().isEmpty()).isEqualTo(fits);
    assertThat(SharePin.check(Optional.of("é" + pin)).faults()).hasSize(1);
    if (fits) {
      assertThat(new SharePin(pin).toString()).doesNotContain(pin);
    }
  }

  @Example
  void allFaultsOfTermsAreReportedAtOnce() {
    assertThat(
            ShareTerms.check(
                    Optional.of("x".repeat(101)),
                    Optional.empty(),
                    Optional.of(0),
                    Optional.of("no"),
                    false)
                .faults())
        .extracting(FieldFault::field)
        .containsExactlyInAnyOrder(Field.LABEL, Field.VISITS_MAX, Field.PIN);
    assertThat(
            ShareTerms.check(
                    Optional.of("  😀".repeat(33)),
                    Optional.empty(),
                    Optional.of(ShareTerms.VISITS_LIMIT_MAX),
                    Optional.empty(),
                    true)
                .faults())
        .isEmpty();
  }

  @Property
  void anEndLiesInTheFuture(@ForAll @IntRange(min = -5, max = 5) int seconds) {
    ShareTerms terms = ShareTerms.labelled("x").until(NOON.plusSeconds(seconds));
    assertThat(terms.checkedAt(NOON).faults())
        .extracting(FieldFault::field)
        .isEqualTo(seconds > 0 ? List.of() : List.of(Field.EXPIRES));
  }
}
