package org.pinacotheca.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that pretend to be of an identity provider are not accepted. */
class ForgedTokensTest extends LiveProviderTest {

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
}
