package org.pinacotheca.testkit.generate;

import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.gallery.PageRequest;

/**
 * Arbitraries of jqwik for galleries and calls: with awkward values, and at limits more often than
 * by chance.
 */
public final class GalleryArbitraries {
  private GalleryArbitraries() {}

  /** Texts on one line without blanks at their ends, of 1 to {@code lengthMax} code points. */
  public static Arbitrary<String> lines(int lengthMax) {
    Arbitrary<String> random =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(lengthMax / 2 + 1)
            .alpha()
            .numeric()
            .withChars("äß語%_'\"&<");
    return Arbitraries.oneOf(Arbitraries.of(NastyTexts.oneLine(lengthMax)), random)
        .filter(text -> text.codePointCount(0, text.length()) <= lengthMax);
  }

  /** Texts of 0 to {@code lengthMax} code points that may have line ends and blanks anywhere. */
  public static Arbitrary<String> texts(int lengthMax) {
    return Arbitraries.oneOf(Arbitraries.of(NastyTexts.free(lengthMax)), lines(lengthMax));
  }

  /** Valid names of albums. */
  public static Arbitrary<String> albumNames() {
    return lines(AlbumName.LENGTH_MAX);
  }

  /** PINs that may be chosen. */
  public static Arbitrary<String> pins() {
    return Arbitraries.strings()
        .ofLength(4)
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .numeric()
        .filter(text -> new Pin(text).weakness().isEmpty());
  }

  /** Texts of about four characters that are no PIN, or a weak one. */
  public static Arbitrary<String> pinsRefused() {
    return Arbitraries.of(
        "", "123", "12345", "1234", "4321", "abcd", "dcba", "0000", "zzzz", "1212", "AAaa", "2580",
        "Qwer", "1990", "Love", "a b1", "äöü1", "１２３４", "12.4", "😀😀");
  }

  /** Prices in whole hundredths within the limits, with any number of trailing zeros. */
  public static Arbitrary<BigDecimal> prices() {
    Arbitrary<BigDecimal> plain =
        Arbitraries.integers().between(0, 10_000_000).map(cents -> BigDecimal.valueOf(cents, 2));
    return Combinators.combine(plain, Arbitraries.integers().between(2, 6))
        .as(BigDecimal::setScale);
  }

  /** Amounts that are not a valid price. */
  public static Arbitrary<BigDecimal> pricesRefused() {
    return Arbitraries.of(
            "-0.01", "-5", "0.001", "9.999", "100000.01", "1E+9", "1E-9", "1E+999999999")
        .map(BigDecimal::new);
  }

  /** Valid drafts of albums. */
  public static Arbitrary<AlbumDraft> drafts() {
    Arbitrary<Optional<String>> blanks = texts(1000).optional();
    Arbitrary<Optional<Tuple.Tuple2<String, BigDecimal>>> locks =
        Combinators.combine(pins(), prices()).as(Tuple::of).optional(0.4);
    return Combinators.combine(albumNames(), blanks, locks)
        .as((name, description, lock) ->
            new AlbumDraft(
                Optional.of(name),
                description,
                Optional.empty(),
                lock.map(Tuple.Tuple2::get1),
                lock.map(Tuple.Tuple2::get2)));
  }

  /** Drafts with at least one fault. */
  public static Arbitrary<AlbumDraft> draftsRefused() {
    Optional<String> none = Optional.empty();
    Optional<BigDecimal> free = Optional.empty();
    return Arbitraries.oneOf(
        Arbitraries.oneOf(
                Arbitraries.of(NastyTexts.noNames()),
                Arbitraries.of("x".repeat(21), "😀".repeat(21), "\uD800"))
            .map(name -> new AlbumDraft(Optional.of(name), none, none, none, free)),
        albumNames()
            .map(name ->
                new AlbumDraft(Optional.of(name), Optional.of("x".repeat(1001)), none, none, free)),
        pinsRefused()
            .map(pin ->
                new AlbumDraft(
                    Optional.of("n"), none, none, Optional.of(pin), Optional.of(BigDecimal.ONE))),
        pricesRefused()
            .map(price ->
                new AlbumDraft(
                    Optional.of("n"), none, none, Optional.of("aB3x"), Optional.of(price))),
        pins().map(pin -> new AlbumDraft(Optional.of("n"), none, none, Optional.of(pin), free)),
        prices()
            .map(price -> new AlbumDraft(Optional.of("n"), none, none, none, Optional.of(price))));
  }

  /** Page requests, some of them far past the end. */
  public static Arbitrary<PageRequest> pageRequests() {
    Arbitrary<Integer> numbers =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 5), Arbitraries.just(Integer.MAX_VALUE));
    return Combinators.combine(numbers, Arbitraries.integers().between(1, PageRequest.SIZE_MAX))
        .as(PageRequest::new);
  }
}
