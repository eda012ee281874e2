package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.http.settings.IdentityProvider;

/** Tokens of an identity provider: which are accepted. */
class ProviderTokensTest extends LiveProviderTest {

  @Test
  void aGoodTokenIsAcceptedBesideTheGallerysOwn() {
    String token = RSA.token(provider.claims());
    assertAccepted(token);
    assertThat(server.post(CREATE, token, "{\"Name\": \"By token\"}").statusCode()).isEqualTo(200);
    assertAccepted(server.ownerToken);
    assertThat(provider.asked).as("keys are kept").hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
  void everyAlgorithmWithAPublicKeyIsAccepted(String algorithm) {
    Signer signer = Signer.of("key", algorithm);
    provider.publish(RSA, signer);
    assertAccepted(signer.token(provider.claims()));
    JsonObject others = provider.claims().put("sub", "4");
    String signature = signer.token(provider.claims()).replaceFirst(".*\\.", "");
    assertRefused(Signer.unsigned(signer.header(), others) + "." + signature, "signed by a key");
  }

  @Test
  void claimsMayHaveTheOtherFormsOfTheirStandards() {
    JsonObject claims = provider.claims();
    claims.remove("azp");
    claims
        .put("aud", JsonArray.of("another", LocalIdentityProvider.AUDIENCE))
        .put("client_id", "app")
        .put("sub", RestServer.OWNER)
        .put("scope", JsonArray.of("profile_gallery", 7));
    assertThat(server.post(CREATE, RSA.token(claims), "{\"Name\": \"So too\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aSuspendedMemberIsReportedSo() {
    UserId owner = new UserId(RestServer.OWNER);
    server.gallery.suspensions().suspend(owner, true);
    String token = RSA.token(provider.claims());
    HttpResponse<String> refused = server.get("/v1/Account/VerifyCredentials", token);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(refused.body()).contains("\"Code\":\"member_suspended\"");
    server.gallery.suspensions().suspend(owner, false);
    assertAccepted(token);
  }

  @Test
  void anotherClaimMayNameTheMember() {
    restart(
        new IdentityProvider(
            provider.issuer(),
            LocalIdentityProvider.AUDIENCE,
            Optional.of(URI.create(provider.issuer() + "/keys")),
            "gallery_user"));
    JsonObject claims = provider.claims().put("sub", "5f3c").put("gallery_user", RestServer.OWNER);
    assertAccepted(RSA.token(claims));
    assertRefused(RSA.token(provider.claims()), "gallery_user must be the number of a member");
  }

  @Test
  void aTokenWithoutTheScopeMayNotWrite() {
    JsonObject claims = provider.claims();
    claims.remove("scope");
    for (Object scope : new Object[] {"openid", "profile_gallery_not", 7}) {
      claims.put("scope", scope);
      HttpResponse<String> refused = server.post(CREATE, RSA.token(claims), "{\"Name\": \"No\"}");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("scope_missing");
    }
  }

  @Test
  void clocksMayDifferByAMinute() {
    long now = System.currentTimeMillis() / 1000;
    assertAccepted(RSA.token(provider.claims().put("exp", now - 30)));
    assertAccepted(RSA.token(provider.claims().put("nbf", now + 30).put("iat", now + 30)));
    assertRefused(RSA.token(provider.claims().put("exp", now - 61)), "neither expired");
    assertRefused(RSA.token(provider.claims().put("nbf", now + 120)), "nor for later");
    assertRefused(RSA.token(provider.claims().put("iat", now + 120)), "nor for later");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iss|\"http://127.0.0.1:1\"|issuer",
        "iss||issuer",
        "aud|\"https://elsewhere.test\"|audience",
        "aud|[\"https://elsewhere.test\"]|audience",
        "aud|7|audience",
        "aud||audience",
        "exp||an end (exp)",
        "exp|null|neither expired",
        "exp|\"9999999999\"|neither expired",
        "sub||sub must be the number of a member",
        "sub|\"auth0:abc\"|sub must be the number of a member",
        "sub|\"0123456\"|sub must be the number of a member",
        "sub|-4|sub must be the number of a member",
        "sub|9999999999|sub must be the number of a member",
        "sub|\"77\"|not known here",
        "azp||azp or client_id",
        "azp|\"two words\"|azp or client_id",
        "azp|\"nobody\"|not known here"
      },
      quoteCharacter = '\'')
  void aTokenIsRefusedForAClaim(String name, String value, String reason) {
    JsonObject claims = provider.claims();
    claims.remove(name);
    if (value != null) {
      claims.put(name, new JsonArray("[" + value + "]").getValue(0));
    }
    assertRefused(RSA.token(claims), reason);
  }

  @Test
  void aTokenOfManyClaimsIsAcceptedAndAHugeOneIsNotLookedAt() {
    JsonObject claims = provider.claims();
    assertAccepted(RSA.token(claims.put("roles", "x".repeat(4000))));
    assertRefused(RSA.token(claims.put("roles", "x".repeat(6500))), "Authorization header");
  }

  @Test
  void withoutAProviderNoSuchTokenIsAccepted() {
    String token = RSA.token(provider.claims());
    try (RestServer without = new RestServer()) {
      assertThat(without.get(WHO, token).statusCode()).isEqualTo(401);
    }
    assertThat(provider.asked).hasValue(0);
  }
}
