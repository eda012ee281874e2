package org.pinacotheca.http.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Selects those of a provider's published keys that can verify signatures. */
final class PublicKeys {
  /** Without symmetric algorithms, which would need a shared secret. */
  static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  private static final Logger LOG = LoggerFactory.getLogger(PublicKeys.class);
  private static final int KEYS_MAX = 100;
  private static final int RSA_BYTES_MIN = 256;
  private static final Map<String, String> OF_CURVE =
      Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512", "Ed25519", "EdDSA");
  private static final List<String> MEMBERS = List.of("kty", "kid", "n", "e", "crv", "x", "y");

  private PublicKeys() {}

  /** The usable keys among the first 100, each with its algorithm and without private parts. */
  static List<JsonObject> usable(Vertx vertx, JsonArray published) {
    List<JsonObject> usable = new ArrayList<>();
    for (Object each : published.stream().limit(KEYS_MAX).toList()) {
      if (each instanceof JsonObject key) {
        try {
          usable(vertx, key).ifPresent(usable::add);
        } catch (RuntimeException e) {
          LOG.warn("a key of the identity provider cannot be used: {}", e.toString());
        }
      }
    }
    return usable;
  }

  private static Optional<JsonObject> usable(Vertx vertx, JsonObject key) {
    String algorithm = key.getString("alg", standardAlgorithm(key));
    if (!ALGORITHMS.contains(algorithm) || !key.getString("use", "sig").equals("sig")) {
      return Optional.empty();
    }
    JsonObject open = new JsonObject().put("alg", algorithm);
    MEMBERS.stream().filter(key::containsKey).forEach(name -> open.put(name, key.getString(name)));
    if (key.getString("kty", "").equals("RSA")
        && Base64.getUrlDecoder().decode(open.getString("n")).length < RSA_BYTES_MIN) {
      throw new IllegalArgumentException("an RSA key has 2048 bits or more");
    }
    // A malformed key must not hide the others.
    JWTAuth.create(vertx, new JWTAuthOptions().addJwk(open));
    return Optional.of(open);
  }

  private static String standardAlgorithm(JsonObject key) {
    return switch (key.getString("kty", "")) {
      case "RSA" -> "RS256";
      case "EC", "OKP" -> OF_CURVE.getOrDefault(key.getString("crv", ""), "");
      default -> "";
    };
  }
}
