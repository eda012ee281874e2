package org.pinacotheca.domain.sharing;

import java.util.Optional;
import java.util.regex.Pattern;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;

/**
 * The PIN of a share link, as its owner or a visitor typed it: 4 to 20 letters or digits,
 * case-sensitive. Its text form is hidden, and it is stored only as a hash.
 */
public record SharePin(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{4,20}");

  public SharePin {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("the PIN of a share link is 4-20 letters or digits");
    }
  }

  /** The PIN that was typed, which may be left out, or its fault. */
  public static Checked<Optional<SharePin>> check(Optional<String> typed) {
    return typed.filter(text -> !isWellFormed(text)).isPresent()
        ? Checked.invalid(Field.PIN, "must be 4 to 20 letters or digits.")
        : new Checked.Valid<>(typed.map(SharePin::new));
  }

  private static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return "SharePin[…]";
  }
}
