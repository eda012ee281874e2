package org.pinacotheca.domain.album;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/** Changes of an album's lock by PIN and price, and contradictory ones. */
class AlbumChangeTest {
  private static final String OLD = "a7Z3";
  private static final Optional<PinLock> LOCKED =
      Optional.of(new PinLock(hash(new Pin(OLD)), new Price(new Credits(250))));

  /** Any distinct hash for each PIN is sufficient here. */
  private static PinHash hash(Pin pin) {
    return new PinHash(String.format("%064x", pin.value().hashCode()));
  }

  private static <T> Change<T> change(String word, T value) {
    return switch (word) {
      case "keep" -> new Change.Keep<>();
      case "clear" -> new Change.Clear<>();
      default -> new Change.Set<>(value);
    };
  }

  private static AlbumChange saying(String pin, String price) {
    return new AlbumChange(
        Optional.of("name"),
        new Change.Keep<>(),
        new Change.Keep<>(),
        change(pin, "Q9w2"),
        change(price, new BigDecimal("4")));
  }

  private static String shown(Checked<Optional<PinLock>> lock) {
    if (!lock.faults().isEmpty()) {
      return fields(lock.faults()).toString();
    }
    return lock.orElseThrow()
        .map(it -> (it.pin().equals(hash(new Pin(OLD))) ? "old " : "new ") + it.price().amount())
        .map(it -> it.replaceAll("Credits\\[hundredths=(\\d+)\\]", "$1"))
        .orElse("none");
  }

  private static List<Field> fields(List<FieldFault> faults) {
    return faults.stream().map(FieldFault::field).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "keep,  keep,  old 250, none",
    "keep,  set,   old 400, [PIN]",
    "set,   keep,  new 250, [PIN_PRICE]",
    "set,   set,   new 400, new 400",
    "clear, keep,  none,    none",
    "clear, clear, none,    none"
  })
  void whatIsNotSaidStays(String pin, String price, String ofLocked, String ofOpen) {
    LockChange lock = saying(pin, price).check().orElseThrow().lock();
    assertThat(shown(lock.after(LOCKED, AlbumChangeTest::hash))).isEqualTo(ofLocked);
    assertThat(shown(lock.after(Optional.empty(), AlbumChangeTest::hash))).isEqualTo(ofOpen);
  }

  @ParameterizedTest
  @CsvSource({"keep, clear", "set, clear", "clear, set"})
  void aPriceThatContradictsThePinIsAFault(String pin, String price) {
    assertThat(fields(saying(pin, price).check().faults())).containsExactly(Field.PIN_PRICE);
  }

  @Test
  void everyFaultIsReported() {
    AlbumChange wrong =
        new AlbumChange(
            Optional.empty(),
            new Change.Set<>("x".repeat(1001)),
            new Change.Set<>("x".repeat(101)),
            new Change.Set<>("1234"),
            new Change.Set<>(new BigDecimal("-1")));
    assertThat(fields(wrong.check().faults()))
        .containsExactly(
            Field.ALBUM_NAME,
            Field.ALBUM_DESCRIPTION,
            Field.ALBUM_LOCATION,
            Field.PIN,
            Field.PIN_PRICE);
  }

  @Test
  void aPinNeverShowsItself() {
    assertThat(saying("set", "set").toString()).doesNotContain("Q9w2");
    assertThat(saying("set", "set").check().toString()).doesNotContain("Q9w2");
  }
}
