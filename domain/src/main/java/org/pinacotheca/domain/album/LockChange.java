package org.pinacotheca.domain.album;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.Form;

/** A change of an album's lock. */
public sealed interface LockChange {

  /** Nothing changes. */
  record Keep() implements LockChange {}

  /** PIN and price are removed, if there are any. */
  record Remove() implements LockChange {}

  /** The album gets this PIN and price, whatever it had. */
  record Lock(PinTerms terms) implements LockChange {}

  /** A locked album gets another PIN at the same price. */
  record NewPin(Pin pin) implements LockChange {
    public NewPin {
      pin.requireStrong();
    }
  }

  /** A locked album gets another price for the same PIN. */
  record NewPrice(Price price) implements LockChange {}

  /**
   * The change that follows from PIN and price together.
   *
   * @param form where faults are added; the lock then stays
   */
  static LockChange of(Change<String> pin, Change<BigDecimal> price, Form form) {
    Optional<Pin> newPin = pin.newValue().flatMap(text -> form.take(Pin.checkChosen(text)));
    Optional<Price> newPrice =
        price.newValue().flatMap(written -> form.take(PinTerms.check(written)));
    boolean isPinSet = pin instanceof Change.Set<String>;
    boolean isPriceSet = price instanceof Change.Set<BigDecimal>;
    if (pin instanceof Change.Clear<String>) {
      if (isPriceSet) {
        form.fault(Field.PIN_PRICE, "must be left out where the PIN is removed.");
      }
      return new Remove();
    }
    if (price instanceof Change.Clear<BigDecimal>) {
      form.fault(Field.PIN_PRICE, "goes only with the PIN: clear the PIN, or give another price.");
    }
    if (isPinSet && isPriceSet) {
      return newPin
          .flatMap(chosen -> newPrice.map(asked -> new PinTerms(chosen, asked)))
          .<LockChange>map(Lock::new)
          .orElseGet(Keep::new);
    }
    return newPin
        .<LockChange>map(NewPin::new)
        .or(() -> newPrice.map(NewPrice::new))
        .orElseGet(Keep::new);
  }

  /**
   * The lock after the change, or the faults of changing a missing lock.
   *
   * @param hash makes the hash of a PIN, as which it is stored
   */
  default Checked<Optional<PinLock>> after(Optional<PinLock> before, Function<Pin, PinHash> hash) {
    return switch (this) {
      case Keep() -> new Checked.Valid<>(before);
      case Remove() -> new Checked.Valid<>(Optional.empty());
      case Lock(PinTerms terms) -> lock(hash.apply(terms.pin()), terms.price());
      case NewPin(Pin pin) ->
          before
              .map(lock -> lock(hash.apply(pin), lock.price()))
              .orElseGet(() ->
                  Checked.invalid(Field.PIN_PRICE, "is required with a PIN: the album has none."));
      case NewPrice(Price price) ->
          before
              .map(lock -> lock(lock.pin(), price))
              .orElseGet(() ->
                  Checked.invalid(Field.PIN, "is required with a PIN price: the album has none."));
    };
  }

  private static Checked<Optional<PinLock>> lock(PinHash pin, Price price) {
    return new Checked.Valid<>(Optional.of(new PinLock(pin, price)));
  }
}
