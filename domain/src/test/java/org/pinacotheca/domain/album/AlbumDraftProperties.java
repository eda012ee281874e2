package org.pinacotheca.domain.album;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;
import org.pinacotheca.domain.validation.Text;

class AlbumDraftProperties {
  @Property
  void aDraftIsValidExactlyWhenEveryFieldIsAndKeepsWhatWasWritten(
      @ForAll("names") Optional<String> name,
      @ForAll("descriptions") Optional<String> description,
      @ForAll("pins") Optional<String> pin,
      @ForAll("prices") Optional<BigDecimal> price) {
    AlbumDraft draft = new AlbumDraft(name, description, Optional.empty(), pin, price);
    boolean nameIsGood =
        name.map(Text::trim).filter(text -> Text.nameFault(text, 20).isEmpty()).isPresent();
    boolean descriptionIsGood =
        description.isEmpty()
            || (Text.length(description.get()) <= 1000 && Text.isWritable(description.get()));
    boolean pinIsGood =
        pin.isEmpty() || (Pin.isWellFormed(pin.get()) && new Pin(pin.get()).weakness().isEmpty());
    boolean priceIsGood = price.isEmpty() || Price.of(price.get()).isPresent();
    boolean isGood =
        nameIsGood
            && descriptionIsGood
            && pinIsGood
            && priceIsGood
            && pin.isPresent() == price.isPresent();
    Statistics.label("drafts").collect(isGood ? "good" : "faulty");
    switch (draft.check()) {
      case Checked.Valid<AlbumDetails>(AlbumDetails details) -> {
        assertThat(isGood).isTrue();
        assertThat(details.name().value()).isEqualTo(Text.trim(name.orElseThrow()));
        assertThat(details.description()).isEqualTo(description.orElse(""));
        assertThat(details.terms().isPresent()).isEqualTo(pin.isPresent());
      }
      case Checked.Invalid<AlbumDetails>(List<FieldFault> faults) -> {
        assertThat(isGood).isFalse();
        List<Field> fields = faults.stream().map(FieldFault::field).toList();
        assertThat(fields.contains(Field.ALBUM_NAME)).isEqualTo(!nameIsGood);
        assertThat(fields.contains(Field.ALBUM_DESCRIPTION)).isEqualTo(!descriptionIsGood);
        pin.filter(text -> text.length() > 1)
            .ifPresent(text -> assertThat(faults.toString()).doesNotContain("'" + text + "'"));
      }
    }
    Statistics.label("drafts")
        .coverage(coverage -> {
          coverage.check("good").percentage(share -> share > 5);
          coverage.check("faulty").percentage(share -> share > 30);
        });
  }

  @Example
  void everyFaultIsReportedAtOnce() {
    AlbumDraft draft =
        new AlbumDraft(
            Optional.empty(),
            Optional.of("x".repeat(1001)),
            Optional.of("x".repeat(101)),
            Optional.of("1234"),
            Optional.of(BigDecimal.ONE.negate()));
    assertThat(faults(draft))
        .containsExactly(
            Field.ALBUM_NAME,
            Field.ALBUM_DESCRIPTION,
            Field.ALBUM_LOCATION,
            Field.PIN,
            Field.PIN_PRICE);
  }

  @Example
  void pinAndPriceComeTogether() {
    Optional<String> none = Optional.empty();
    assertThat(
            faults(
                new AlbumDraft(
                    Optional.of("n"), none, none, Optional.of("aB3x"), Optional.empty())))
        .containsExactly(Field.PIN_PRICE);
    assertThat(
            faults(new AlbumDraft(Optional.of("n"), none, none, none, Optional.of(BigDecimal.ONE))))
        .containsExactly(Field.PIN);
  }

  @Example
  void lengthsCountCodePoints() {
    assertThat(faults(named("😀".repeat(20)))).isEmpty();
    assertThat(faults(named("😀".repeat(21)))).containsExactly(Field.ALBUM_NAME);
    assertThat(faults(named(" " + "x".repeat(20) + "\t"))).isEmpty();
  }

  @Example
  void aDraftNeverShowsItsPin() {
    AlbumDraft draft = AlbumDraft.named("n").lockedBy("aB3x", "1");
    assertThat(draft.toString()).doesNotContain("aB3x");
    assertThat(draft.check().toString()).doesNotContain("aB3x");
  }

  @Example
  void aDefaultAlbumIsNamedAfterAsMuchOfTheApplicationAsFits() {
    assertThat(AlbumName.cutFrom("Photo Uploader").value()).isEqualTo("Photo Uploader");
    assertThat(AlbumName.cutFrom("  Nineteen characters and more").value())
        .isEqualTo("Nineteen characters");
    assertThat(AlbumName.cutFrom("😀".repeat(100)).value()).isEqualTo("😀".repeat(20));
    assertThat(AlbumName.cutFrom("a\u202Eb\u2028c").value()).isEqualTo("a b c");
    assertThat(AlbumName.cutFrom("\u200B\u3164").value()).isEqualTo("Album");
  }

  private static AlbumDraft named(String name) {
    return AlbumDraft.named(name);
  }

  private static List<Field> faults(AlbumDraft draft) {
    return draft.check() instanceof Checked.Invalid<AlbumDetails>(List<FieldFault> faults)
        ? faults.stream().map(FieldFault::field).toList()
        : List.of();
  }

  @Provide
  Arbitrary<Optional<String>> names() {
    Arbitrary<String> good = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20);
    Arbitrary<String> nasty =
        Arbitraries.of(
            "", " ", " x ", "\u00A0", "x".repeat(21), "a\nb", "\u0000", "\uD800", "😀", "%_'");
    return Arbitraries.frequencyOf(
            Tuple.of(4, good),
            Tuple.of(1, nasty),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(25)))
        .optional(0.95);
  }

  @Provide
  Arbitrary<Optional<String>> descriptions() {
    return Arbitraries.of(
            "", "two\nlines", "x".repeat(1000), "😀".repeat(1000), "x".repeat(1001), "\uDC00")
        .optional(0.5);
  }

  @Provide
  Arbitrary<Optional<String>> pins() {
    return Arbitraries.of("aB3x", "0815", "Zz9Z", "1234", "aaaa", "abc", "").optional(0.6);
  }

  @Provide
  Arbitrary<Optional<BigDecimal>> prices() {
    return Arbitraries.of("0.01", "100000", "9.90", "5.000", "0", "0.001", "100000.01", "-1")
        .map(BigDecimal::new)
        .optional(0.6);
  }
}
