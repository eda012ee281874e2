package org.pinacotheca.domain.album;

import java.util.Optional;
import java.util.regex.Pattern;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;

/**
 * The PIN of an album, as its owner or a visitor typed it: exactly 4 letters or digits,
 * case-sensitive. Its text form is hidden, and it is stored only as a {@link PinHash}.
 */
public record Pin(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{4}");

  public Pin {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("a PIN is exactly 4 letters or digits");
    }
  }

  /** The PIN that somebody typed for an album, or its fault. */
  public static Checked<Pin> check(Optional<String> typed) {
    return Checked.of(
        typed.filter(Pin::isWellFormed).map(Pin::new),
        Field.PIN,
        "is required: exactly 4 letters or digits.");
  }

  /** Whether the text could be a PIN at all. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** The PIN that an owner chose for an album, or its fault. */
  static Checked<Pin> checkChosen(String text) {
    if (!isWellFormed(text)) {
      return Checked.invalid(Field.PIN, "must be exactly 4 letters or digits.");
    }
    Pin pin = new Pin(text);
    return pin.weakness()
        .<Checked<Pin>>map(found ->
            Checked.invalid(
                Field.PIN,
                "is easily guessed: "
                    + found.words()
                    + ". Choose 4 letters or digits that follow no pattern and spell nothing."))
        .orElseGet(() -> new Checked.Valid<>(pin));
  }

  /** Why it is easy to guess; empty when it may be chosen. */
  public Optional<PinWeakness> weakness() {
    return PinWeakness.of(this);
  }

  /** The same PIN, which an owner may choose only when it is not easily guessed. */
  Pin requireStrong() {
    weakness()
        .ifPresent(found -> {
          throw new IllegalArgumentException("the PIN is easily guessed: " + found.words());
        });
    return this;
  }

  @Override
  public String toString() {
    return "Pin[…]";
  }
}
