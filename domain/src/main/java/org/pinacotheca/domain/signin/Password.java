package org.pinacotheca.domain.signin;

import java.util.Optional;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.Text;

/**
 * A password that a member chose: 10 to 200 characters, not a common one. Its text form is hidden,
 * and it is stored only as a slow hash.
 */
public record Password(String value) {
  /** The shortest password, in Unicode code points. */
  public static final int LENGTH_MIN = 10;

  /** The longest password, in Unicode code points. */
  public static final int LENGTH_MAX = 200;

  public Password {
    if (Text.length(value) < LENGTH_MIN || Text.length(value) > LENGTH_MAX) {
      throw new IllegalArgumentException("a password has 10 to 200 characters");
    }
  }

  /** The password that was typed, or its fault. */
  public static Checked<Password> check(Optional<String> typed, Nickname owner) {
    if (typed.isEmpty() || typed.get().isEmpty()) {
      return Checked.invalid(Field.PASSWORD, "is required.");
    }
    String text = typed.get();
    int length = Text.length(text);
    if (length < LENGTH_MIN || length > LENGTH_MAX) {
      return Checked.invalid(Field.PASSWORD, "must have 10 to 200 characters.");
    }
    return PasswordWeakness.isWeak(text, owner)
        ? Checked.invalid(
            Field.PASSWORD, "is easily guessed: choose a longer one, such as four unrelated words.")
        : new Checked.Valid<>(new Password(text));
  }

  @Override
  public String toString() {
    return "Password[…]";
  }
}
