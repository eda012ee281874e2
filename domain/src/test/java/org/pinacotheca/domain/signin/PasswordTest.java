package org.pinacotheca.domain.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;

/** Which passwords members may choose. */
class PasswordTest {
  private static final Nickname OLIVIA = new Nickname("Olivia B");

  private static Checked<Password> check(String typed) {
    return Password.check(Optional.of(typed), OLIVIA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "four unrelated words",
        "correct horse battery staple",
        "Zr7!kk-02pQx",
        "mein sommerhaus am see",
        "ümläüte sind gut",
        "пароль из слов",
        "9c1f0b7ae2d4"
      })
  void goodOnesAreTaken(String typed) {
    assertThat(check(typed)).isEqualTo(new Checked.Valid<>(new Password(typed)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password123",
        "Password2026!",
        "P4ssw0rd-passw0rd",
        "1234567890",
        "0123456789",
        "9876543210",
        "qwertyuiop",
        "QwertyUiop123",
        "1q2w3e4r5t",
        "1qaz2wsx3edc",
        "aaaaaaaaaa",
        "abababababab",
        "abcdefghijkl",
        "letmein2026",
        "iloveyou!!",
        "welcome2026!",
        "olivia b 1985",
        "Olivia B!!!!",
        "football2026",
        "changeme!!!!",
        "starwars1977",
        "asdfghjkl123",
        "summer2026!!",
        "trustno1trustno1"
      })
  void thoseThatAreGuessedFirstAreRefused(String typed) {
    assertThat(check(typed).faults())
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.field()).isEqualTo(Field.PASSWORD);
          assertThat(fault.message()).contains("easily guessed");
        });
  }

  @Test
  void theLengthIsCountedInCharacters() {
    assertThat(check("𝄞𝄢𝄫abcde!").faults().getFirst().message()).contains("10 to 200");
    assertThat(check("short").faults().getFirst().message()).contains("10 to 200");
    assertThat(check("x1!a".repeat(51)).faults().getFirst().message()).contains("10 to 200");
    assertThat(Password.check(Optional.empty(), OLIVIA).faults().getFirst().message())
        .contains("required");
    assertThat(check("").faults().getFirst().message()).contains("required");
    assertThatThrownBy(() -> new Password("short")).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void noSecretIsInATextForm(@ForAll @AlphaChars @StringLength(min = 12, max = 40) String secret) {
    assertThat(new Password(secret).toString()).doesNotContain(secret);
    assertThat(new PasswordHash(secret).toString()).doesNotContain(secret);
    assertThat(new InvitationToken(secret).toString()).doesNotContain(secret);
    assertThat(new WebSession(secret).toString()).doesNotContain(secret);
  }

  @Property
  void aPieceThatIsRepeatedIsWeak(
      @ForAll @AlphaChars @StringLength(min = 1, max = 5) String piece,
      @ForAll @IntRange(min = 10, max = 30) int times) {
    assertThat(check(piece.repeat(times)).valid()).isEmpty();
  }

  @Property
  void everyTextIsJudged(@ForAll @StringLength(max = 220) String typed) {
    Checked<Password> checked = check(typed);
    assertThat(checked.valid().isPresent()).isEqualTo(checked.faults().isEmpty());
  }
}
