package org.pinacotheca.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Secrets.Purpose;
import org.pinacotheca.domain.signin.Password;
import org.pinacotheca.domain.signin.PasswordHash;

/** The contract of every {@link Secrets}. */
public abstract class SecretsContract {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

  /** Opens secrets with the same keys at each call, as another node or a restart does. */
  protected abstract Secrets secrets();

  @Test
  void random_digits_are_as_many_as_wanted_and_never_the_same() {
    Secrets secrets = secrets();
    assertThat(secrets.randomHex(1)).matches("[0-9a-f]");
    Set<String> seen = new HashSet<>();
    for (int digits = 20; digits <= 130; digits++) {
      String random = secrets.randomHex(digits);
      assertThat(random).hasSize(digits).matches("[0-9a-f]+");
      assertThat(seen.add(random.substring(0, 20))).as("the same beginning again").isTrue();
    }
  }

  @Test
  void every_digit_occurs_at_every_place() {
    Secrets secrets = secrets();
    List<Set<Character>> places = List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    for (int time = 0; time < 2000; time++) {
      String random = secrets.randomHex(places.size());
      for (int place = 0; place < places.size(); place++) {
        places.get(place).add(random.charAt(place));
      }
    }
    assertThat(places).allSatisfy(digits -> assertThat(digits).hasSize(16));
  }

  @Test
  void a_hash_is_the_same_on_every_node_and_after_a_restart() {
    for (Purpose purpose : Purpose.values()) {
      byte[] hash = secrets().keyedHash(purpose, MESSAGE);
      assertThat(hash).hasSize(32);
      assertThat(secrets().keyedHash(purpose, MESSAGE)).isEqualTo(hash);
    }
  }

  @Test
  void a_password_is_known_by_its_hash_on_every_node_and_by_no_other() {
    Password password = new Password("four unrelated words, ä€𝄞");
    Secrets here = secrets();
    PasswordHash hash = here.hashPassword(password);
    assertThat(hash.value()).doesNotContain(password.value());
    assertThat(here.hashPassword(password)).as("another salt").isNotEqualTo(hash);
    assertThat(secrets().isPassword(password.value(), hash)).isTrue();
    for (String other :
        List.of("", "four unrelated words, ä€", password.value() + " ", hash.value())) {
      assertThat(secrets().isPassword(other, hash)).as(other).isFalse();
    }
  }

  @Test
  void another_purpose_or_message_has_another_hash() {
    Secrets secrets = secrets();
    Set<String> hashes = new HashSet<>();
    List<String> messages =
        List.of("", "a", "A", "b", "ab", "ba", "a\0", "ä", "x".repeat(64), "x".repeat(100_000));
    for (Purpose purpose : Purpose.values()) {
      for (String message : messages) {
        assertThat(hashes.add(Arrays.toString(secrets.keyedHash(purpose, message.getBytes(UTF_8)))))
            .as("the hash of '%.10s' for %s is new", message, purpose)
            .isTrue();
      }
    }
  }

  @Test
  void message_and_hash_stay_the_callers() {
    Secrets secrets = secrets();
    byte[] message = MESSAGE.clone();
    byte[] hash = secrets.keyedHash(Purpose.PIN, message);
    assertThat(message).isEqualTo(MESSAGE);
    byte[] expected = hash.clone();
    Arrays.fill(hash, (byte) 0);
    assertThat(secrets.keyedHash(Purpose.PIN, message)).isEqualTo(expected);
  }

  @Test
  void many_threads_agree_on_hashes_and_share_no_random_digits() {
    Secrets secrets = secrets();
    byte[] expected = secrets.keyedHash(Purpose.PIN, MESSAGE);
    AtomicInteger threads = new AtomicInteger();
    Set<String> all = new HashSet<>();
    int times = 300;
    List<Set<String>> drawn =
        StorageFixture.together(
            8,
            () -> {
              byte[] own = ("of thread " + threads.incrementAndGet()).getBytes(UTF_8);
              Set<String> random = new HashSet<>();
              for (int time = 0; time < times; time++) {
                secrets.keyedHash(Purpose.PIN, own);
                assertThat(secrets.keyedHash(Purpose.PIN, MESSAGE)).isEqualTo(expected);
                random.add(secrets.randomHex(24));
              }
              return random;
            });
    drawn.forEach(all::addAll);
    assertThat(all).hasSize(8 * times);
  }
}
