package org.pinacotheca.persistence.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AesGcmCipherTest {
  private static final String OWNER = "application a";

  private final AesGcmCipher seal = new AesGcmCipher(MasterKey.of(new byte[32]));

  @Test
  void whatWasSealedOpensForItsOwnerWithTheSameMasterKey() {
    for (String text : new String[] {"", "s3cret", "é\uD83D\uDE00".repeat(1000)}) {
      byte[] sealed = seal.seal(text, OWNER);
      assertThat(new AesGcmCipher(MasterKey.of(new byte[32])).open(sealed, OWNER)).isEqualTo(text);
    }
  }

  @Test
  void theSameTextLooksDifferentEachTimeAndIsNotToBeSeen() {
    byte[] one = seal.seal("s3cret-s3cret", OWNER);
    assertThat(seal.seal("s3cret-s3cret", OWNER)).isNotEqualTo(one);
    assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
  }

  @Test
  void aChangeOfAnySingleBitIsNoticed() {
    byte[] sealed = seal.seal("s3cret", OWNER);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(seal, changed, OWNER);
    }
  }

  @Test
  void whatWasCutOrLengthenedIsRefused() {
    byte[] sealed = seal.seal("s3cret", OWNER);
    for (int length = 0; length < sealed.length; length++) {
      assertRefused(seal, Arrays.copyOf(sealed, length), OWNER);
    }
    assertRefused(seal, Arrays.copyOf(sealed, sealed.length + 1), OWNER);
  }

  @Test
  void anotherOwnerAndAnotherMasterKeyAreRefused() {
    byte[] sealed = seal.seal("s3cret", OWNER);
    assertRefused(seal, sealed, "application b");
    byte[] other = new byte[32];
    other[31] = 1;
    AesGcmCipher stranger = new AesGcmCipher(MasterKey.of(other));
    assertRefused(stranger, sealed, OWNER);
    assertThat(stranger.fingerprint()).isNotEqualTo(seal.fingerprint());
  }

  private static void assertRefused(AesGcmCipher seal, byte[] sealed, String owner) {
    assertThatThrownBy(() -> seal.open(sealed, owner))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("s3cret");
  }
}
