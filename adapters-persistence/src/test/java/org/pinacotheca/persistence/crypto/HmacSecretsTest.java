package org.pinacotheca.persistence.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.Secrets.Purpose;

class HmacSecretsTest {
  private final HmacSecrets secrets = new HmacSecrets(MasterKey.of(new byte[32]));

  @Test
  void eachPurposeHasAKeyOfItsOwnThatARestartDoesNotChange() {
    byte[] message = "message".getBytes(UTF_8);
    byte[] pin = secrets.keyedHash(Purpose.PIN, message);
    assertThat(pin).hasSize(32).isNotEqualTo(secrets.keyedHash(Purpose.MEDIA_LINK, message));
    assertThat(new HmacSecrets(MasterKey.of(new byte[32])).keyedHash(Purpose.PIN, message))
        .isEqualTo(pin);
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new HmacSecrets(MasterKey.of(other)).keyedHash(Purpose.PIN, message))
        .isNotEqualTo(pin);
  }

  @Test
  void manyThreadsAgree() throws Exception {
    byte[] message = "message".getBytes(UTF_8);
    byte[] expected = secrets.keyedHash(Purpose.PIN, message);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> agreements = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        byte[] own = ("message " + thread).getBytes(UTF_8);
        agreements.add(
            threads.submit(() -> {
              boolean agreed = true;
              for (int time = 0; time < 500; time++) {
                secrets.keyedHash(Purpose.PIN, own);
                agreed &=
                    java.util.Arrays.equals(expected, secrets.keyedHash(Purpose.PIN, message));
              }
              return agreed;
            }));
      }
      for (Future<Boolean> agreement : agreements) {
        assertThat(agreement.get()).isTrue();
      }
    }
  }

  @Test
  void randomDigitsAreAsManyAsWantedAndNeverTheSame() {
    Set<String> seen = new HashSet<>();
    for (int digits = 20; digits < 70; digits++) {
      String random = secrets.randomHex(digits);
      assertThat(random).hasSize(digits).matches("[0-9a-f]+");
      assertThat(seen.add(random.substring(0, 20))).isTrue();
    }
  }
}
