package org.pinacotheca.domain.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.domain.identity.OAuthTerms;
import org.pinacotheca.domain.identity.RedirectUri;

/** Addresses of programs, and PKCE. */
class AuthorizationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/in",
        "https://example.org",
        "https://example.org/in?app=1&x=%20",
        "http://127.0.0.1:8080/in",
        "http://[::1]/in",
        "http://localhost:3000/",
        "org.example.phone:/in"
      })
  void addressesOfPrograms(String uri) {
    assertThat(new RedirectUri(uri).value()).isEqualTo(uri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/in",
        "example.org",
        "http://example.org/in",
        "https:///in",
        "https://a@example.org/",
        "https://example.org/#here",
        "javascript:alert(1)",
        "data:text/html,x",
        "phone:/in",
        "https://example.org/a b",
        "http://127.0.0.1.example.org/",
        "ftp://example.org/"
      })
  void othersAreRefused(String uri) {
    assertThatThrownBy(() -> new RedirectUri(uri)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLengthAndNumberOfAddressesHaveLimits() {
    String longest = "https://example.org/" + "a".repeat(480);
    RedirectUri uri = new RedirectUri(longest);
    assertThatThrownBy(() -> new RedirectUri(longest + "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new OAuthTerms(true, Collections.nCopies(20, uri)).redirectUris()).hasSize(20);
    assertThatThrownBy(() -> new OAuthTerms(true, Collections.nCopies(21, uri)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parametersFollowThoseOfTheAddress() {
    assertThat(new RedirectUri("https://example.org/in").with("code=1"))
        .isEqualTo("https://example.org/in?code=1");
    assertThat(new RedirectUri("https://example.org/in?a=b").with("code=1"))
        .isEqualTo("https://example.org/in?a=b&code=1");
  }

  /** The example of RFC 7636, appendix B. */
  @Test
  void theVerifierOfTheStandardMeetsItsChallenge() {
    CodeChallenge challenge = new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assertThat(challenge.isMetBy("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).isTrue();
    assertThat(challenge.isMetBy("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl")).isFalse();
    assertThat(challenge.isMetBy("")).isFalse();
    assertThatThrownBy(() -> new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void noOtherTextMeetsAChallenge(
      @ForAll @AlphaChars @StringLength(min = 43, max = 128) String any) {
    CodeChallenge challenge = new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assertThat(challenge.isMetBy(any)).isFalse();
  }
}
