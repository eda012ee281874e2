package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.http.identity.ProviderKeys;
import org.pinacotheca.http.settings.IdentityProvider;

/** Keys of an identity provider: where they come from, and how long they are good. */
class ProviderKeysTest extends LiveProviderTest {

  @Test
  void aKeyNeedNotTellItsAlgorithmNorAnId() {
    Signer curve = Signer.of("curve", "ES384");
    JsonObject bare = RSA.published();
    bare.remove("alg");
    bare.remove("kid");
    bare.remove("use");
    JsonObject bareCurve = curve.published();
    bareCurve.remove("alg");
    provider.publish(JsonArray.of(bare, bareCurve));
    assertAccepted(RSA.token(provider.claims()));
    assertAccepted(curve.token(provider.claims()));
    JsonObject header = RSA.header();
    header.remove("kid");
    assertAccepted(RSA.token(header, provider.claims()));
  }

  @Test
  void aNewKeyIsFoundOnceItIsNamed() {
    assertAccepted(RSA.token(provider.claims()));
    provider.publish(RSA, OTHER);
    server.memory.clock().advance(ProviderKeys.RETRY_AFTER);
    assertAccepted(OTHER.token(provider.claims()));
    assertAccepted(RSA.token(provider.claims()));
    assertThat(provider.asked).hasValue(2);
  }

  @Test
  void unknownKeysDoNotKeepTheProviderBusy() {
    assertAccepted(RSA.token(provider.claims()));
    for (int i = 0; i < 50; i++) {
      assertRefused(
          OTHER.token(OTHER.header().put("kid", "key" + i), provider.claims()), "signed by a key");
    }
    assertThat(provider.asked).hasValue(1);
    server.memory.clock().advance(ProviderKeys.RETRY_AFTER);
    for (int i = 0; i < 50; i++) {
      assertRefused(OTHER.token(provider.claims()), "signed by a key");
    }
    assertThat(provider.asked).hasValue(2);
  }

  @Test
  void aClockThatWasSetBackDoesNotKeepTheProviderFromBeingAsked() {
    assertAccepted(RSA.token(provider.claims()));
    assertRefused(OTHER.token(provider.claims()), "signed by a key");
    provider.publish(RSA, OTHER);
    server.memory.clock().advance(Duration.ofHours(-1));
    assertAccepted(OTHER.token(provider.claims()));
  }

  @Test
  void aKeyThatWasWithdrawnEnds() {
    String token = RSA.token(provider.claims());
    assertAccepted(token);
    provider.publish(OTHER);
    server.memory.clock().advance(ProviderKeys.FRESH_FOR.minusSeconds(1));
    assertAccepted(token);
    server.memory.clock().advance(Duration.ofSeconds(1));
    assertRefused(token, "signed by a key");
  }

  @Test
  void aProviderThatCannotBeReachedAtFirstIsAskedAgain() {
    provider.answerWith(500);
    String token = RSA.token(provider.claims());
    assertUnknowable(token);
    assertAccepted(server.ownerToken);
    provider.answerWith(200);
    assertUnknowable(token);
    server.memory.clock().advance(ProviderKeys.RETRY_AFTER);
    assertAccepted(token);
  }

  @Test
  void knownKeysOutlastAnHourWithoutTheProvider() {
    String token = RSA.token(provider.claims());
    assertAccepted(token);
    provider.answerWith(500);
    server.memory.clock().advance(ProviderKeys.GOOD_FOR.minusSeconds(1));
    assertAccepted(token);
    assertUnknowable(OTHER.token(provider.claims()));
    server.memory.clock().advance(Duration.ofSeconds(1));
    assertUnknowable(token);
  }

  @Test
  void whatIsNotASetOfKeysIsNone() {
    List<String> bodies = new ArrayList<>(List.of("", "<html>", "[]", "{}", "{\"keys\":[]}"));
    bodies.add("{\"keys\":7}");
    bodies.add(new JsonObject().put("keys", JsonArray.of(weak())).encode());
    bodies.add("{\"keys\":[" + RSA.published() + "],\"x\":\"" + "x".repeat(300_000) + "\"}");
    for (String body : bodies) {
      provider.publish(body);
      server.memory.clock().advance(ProviderKeys.RETRY_AFTER);
      assertUnknowable(RSA.token(provider.claims()));
    }
    String unsigned = Signer.unsigned(new JsonObject().put("alg", "none"), provider.claims());
    assertRefused(unsigned + ".", "must name an algorithm");
    provider.publish(RSA);
    provider.answerWith(302);
    server.memory.clock().advance(ProviderKeys.RETRY_AFTER);
    assertUnknowable(RSA.token(provider.claims()));
  }

  private static JsonObject weak() {
    byte[] modulus = Base64.getUrlDecoder().decode(RSA.published().getString("n"));
    return RSA.published()
        .put(
            "n", Base64.getUrlEncoder().withoutPadding().encodeToString(modulus).substring(0, 171));
  }

  @Test
  void aDescriptionMustBeTheIssuersAndNameASafeAddress() {
    String token = RSA.token(provider.claims());
    for (String[] described :
        new String[][] {
          {"http://127.0.0.1:1", provider.issuer() + "/keys"},
          {provider.issuer(), "http://keys.test/keys"},
          {provider.issuer(), "file:///etc/keys"}
        }) {
      provider.describeAs(described[0], described[1]);
      assertUnknowable(token);
      server.memory.clock().advance(ProviderKeys.RETRY_AFTER);
    }
    provider.describeAs(provider.issuer(), provider.issuer() + "/keys");
    assertAccepted(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://provider.test",
        "ftp://127.0.0.1",
        "https://",
        "provider",
        "https://me:it@a.test",
        "https://a.test/#x",
        "https://a b",
        "http://127.0.0.1.a.test"
      })
  void keysComeFromSafeAddressesOnly(String address) {
    assertThat(IdentityProvider.isUsable(address)).isFalse();
    assertThatThrownBy(() -> new IdentityProvider(address, "audience", Optional.empty(), "sub"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
