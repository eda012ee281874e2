package org.pinacotheca.persistence.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Secrets.Purpose;
import org.pinacotheca.testkit.contract.SecretsContract;

class HmacSecretsTest extends SecretsContract {
  @Override
  protected Secrets secrets() {
    return new HmacSecrets(MasterKey.of(new byte[32]));
  }

  @Test
  void another_master_key_makes_other_hashes_and_every_opening_other_random_digits() {
    byte[] other = new byte[32];
    other[0] = 1;
    byte[] message = "message".getBytes(UTF_8);
    for (Purpose purpose : Purpose.values()) {
      assertThat(new HmacSecrets(MasterKey.of(other)).keyedHash(purpose, message))
          .isNotEqualTo(secrets().keyedHash(purpose, message));
    }
    assertThat(secrets().randomHex(24)).isNotEqualTo(secrets().randomHex(24));
  }
}
