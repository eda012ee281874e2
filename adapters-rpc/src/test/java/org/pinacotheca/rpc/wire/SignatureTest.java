package org.pinacotheca.rpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final String SECRET = "secret";

  @Test
  void coversSortedNamesAndValuesAndThenTheSecret() {
    // md5("a=1b=2v=1.0secret")
    assertThat(Signature.of(List.of(p("v", "1.0"), p("b", "2"), p("a", "1")), SECRET))
        .isEqualTo("3661657690982fddce10811e8149ed5b");
  }

  @Test
  void coversEmptyValuesAndUnknownNamesAndUtf8() {
    // md5("caption=Größe 🌅locale=ss=1secret")
    assertThat(
            Signature.of(List.of(p("ss", "1"), p("locale", ""), p("caption", "Größe 🌅")), SECRET))
        .isEqualTo("ded1927bd1acf0692cf2a14a9e58916f");
  }

  @Test
  void coversAliasesUnderTheNameThatWasSent() {
    // md5("apiKey=ksecret")
    assertThat(Signature.of(List.of(p("apiKey", "k"), p("apiSig", "x")), SECRET))
        .isEqualTo("8c7a29b12b8dc9104c291ca2d094cd91");
  }

  @Test
  void isRightUnderBothOfItsNames() {
    String sig = Signature.of(List.of(p("a", "1")), SECRET);
    assertThat(Signature.isRight(List.of(p("a", "1"), p("sig", sig)), SECRET)).isTrue();
    assertThat(Signature.isRight(List.of(p("apiSig", sig), p("a", "1")), SECRET)).isTrue();
  }

  @Test
  void isWrongWhenMissingOrChangedOrInUpperCase() {
    String sig = Signature.of(List.of(p("a", "1")), SECRET);
    assertThat(Signature.isRight(List.of(p("a", "1")), SECRET)).isFalse();
    assertThat(Signature.isRight(List.of(p("a", "1"), p("sig", "")), SECRET)).isFalse();
    assertThat(Signature.isRight(List.of(p("a", "2"), p("sig", sig)), SECRET)).isFalse();
    assertThat(
            Signature.isRight(List.of(p("a", "1"), p("sig", sig.toUpperCase(Locale.ROOT))), SECRET))
        .isFalse();
    assertThat(Signature.isRight(List.of(p("a", "1"), p("sig", sig)), "other")).isFalse();
  }

  @Test
  void isNeverShown() {
    assertThat(List.of(p("sig", "0123456789abcdef")).toString()).doesNotContain("0123456789abcdef");
  }

  private static RpcParameter p(String name, String value) {
    return new RpcParameter(name, value);
  }
}
