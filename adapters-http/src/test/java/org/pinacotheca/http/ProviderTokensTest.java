package org.pinacotheca.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an identity provider: which are accepted, and which attacks are not. */
class ProviderTokensTest {
  private static final String WHO = "/v1/Account/VerifyCredentials";
  private static final String CREATE = "/v1/Pictures/CreateAlbum";
  private static final Signer RSA = Signer.of("first", "RS256");
  private static final Signer OTHER = Signer.of("second", "RS256");

  private final LocalIdentityProvider provider = new LocalIdentityProvider();
  private RestServer server = server(provider.settings());

  private static RestServer server(IdentityProvider provider) {
    return new RestServer(
        settings -> settings.withIdentityProvider(provider), executor -> executor);
  }

  private void restart(IdentityProvider settings) {
    server.close();
    server = server(settings);
  }

  @BeforeEach
  void publish() {
    provider.publish(RSA);
  }

  @AfterEach
  void stop() {
    server.close();
    provider.close();
  }

  private HttpResponse<String> call(String token) {
    return server.get(WHO, token);
  }

  private void assertAccepted(String token) {
    HttpResponse<String> accepted = call(token);
    assertThat(accepted.body()).contains("\"UserID\":" + RestServer.OWNER);
    assertThat(accepted.statusCode()).isEqualTo(200);
  }

  private void assertRefused(String token, String reason) {
    HttpResponse<String> refused = call(token);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
    assertThat(refused.body()).contains("\"Code\":\"unauthorized\"").contains(reason);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  private void assertUnknowable(String token) {
    HttpResponse<String> refused = call(token);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.body()).contains("\"Code\":\"identity_provider_unavailable\"");
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
  }

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
        "aud|\"https://elsewhere.test\"|for this audience",
        "aud|[\"https://elsewhere.test\"]|for this audience",
        "aud|7|for this audience",
        "aud||for this audience",
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
    assertRefused(
        RSA.token(claims),
        reason.equals("of its issuer")
            ? "issuer"
            : reason.replace("for this audience", "audience"));
  }

  @Test
  void aTokenThatNobodySignedIsRefused() {
    JsonObject claims = provider.claims();
    for (String algorithm : List.of("none", "None", "NONE", "")) {
      String unsigned = Signer.unsigned(new JsonObject().put("alg", algorithm), claims);
      assertRefused(unsigned + ".", "must name an algorithm");
      assertRefused(unsigned + ".AAAA", "must name an algorithm");
    }
    String good = Signer.unsigned(RSA.header(), claims);
    assertRefused(good + ".", "signed by a key");
    assertRefused(good + "." + Signer.text("no signature"), "signed by a key");
  }

  @Test
  void aTokenThatThePublicKeyItselfSignedIsRefused() throws GeneralSecurityException {
    byte[] der = RSA.pair().getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    List<byte[]> secrets =
        List.of(
            der,
            pem.getBytes(StandardCharsets.US_ASCII),
            RSA.published().getString("n").getBytes(StandardCharsets.US_ASCII),
            Base64.getUrlDecoder().decode(RSA.published().getString("n")));
    for (byte[] secret : secrets) {
      assertRefused(hmac(secret, "first"), "must name an algorithm");
    }
  }

  @Test
  void aSecretThatTheProviderPublishesIsNoKey() throws GeneralSecurityException {
    byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    JsonObject published =
        new JsonObject()
            .put("kty", "oct")
            .put("kid", "secret")
            .put("alg", "HS256")
            .put("k", Base64.getUrlEncoder().encodeToString(secret));
    provider.publish(JsonArray.of(published, RSA.published(), "no key", new JsonObject()));
    assertRefused(hmac(secret, "secret"), "must name an algorithm");
    assertAccepted(RSA.token(provider.claims()));
  }

  private String hmac(byte[] secret, String id) throws GeneralSecurityException {
    String signed =
        Signer.unsigned(new JsonObject().put("alg", "HS256").put("kid", id), provider.claims());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    assertRefused(OTHER.token(RSA.header(), provider.claims()), "signed by a key");
    JsonObject withKey = RSA.header().put("jwk", OTHER.published());
    assertRefused(OTHER.token(withKey, provider.claims()), "signed by a key");
    JsonObject withAddress = OTHER.header().put("jku", provider.issuer() + "/keys");
    assertRefused(OTHER.token(withAddress, provider.claims()), "signed by a key");
    JsonObject critical = RSA.header().put("crit", JsonArray.of("b64"));
    assertRefused(RSA.token(critical, provider.claims()), "must name an algorithm");
    String good = RSA.token(provider.claims());
    String forged = Signer.text(provider.claims().put("sub", "4").encode());
    String[] parts = good.split("\\.", -1);
    assertRefused(parts[0] + "." + forged + "." + parts[2], "signed by a key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../../../dev/null", "http://127.0.0.1:1/keys", "' OR '1'='1", "", "first\n"})
  void anIdOfAKeyIsNothingButAName(String id) {
    assertRefused(OTHER.token(OTHER.header().put("kid", id), provider.claims()), "signed by a key");
    assertRefused(
        RSA.token(RSA.header().put("kid", id.repeat(100) + "x".repeat(201)), provider.claims()),
        "must name an algorithm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a.b.c", "e30.e30.e30", "W10.e30.AAAA", "bnVsbA.e30.AAAA", ".e30."})
  void nonsenseIsRefused(String token) {
    assertRefused(token, "must name an algorithm");
  }

  @Test
  void aTokenOfManyClaimsIsAcceptedAndAHugeOneIsNotLookedAt() {
    JsonObject claims = provider.claims();
    assertAccepted(RSA.token(claims.put("roles", "x".repeat(4000))));
    assertRefused(RSA.token(claims.put("roles", "x".repeat(6500))), "Authorization header");
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

  @Test
  void withoutAProviderNoSuchTokenIsAccepted() {
    String token = RSA.token(provider.claims());
    try (RestServer without = new RestServer()) {
      assertThat(without.get(WHO, token).statusCode()).isEqualTo(401);
    }
    assertThat(provider.asked).hasValue(0);
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
