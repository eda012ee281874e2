package org.pinacotheca.http;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** A key of an identity provider, which signs tokens by the means of the Java platform. */
public record Signer(String id, String algorithm, KeyPair pair) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Map<String, String> CURVES =
      Map.of("ES256", "P-256", "ES384", "P-384", "ES512", "P-521");

  public static Signer of(String id, String algorithm) {
    try {
      KeyPairGenerator generator =
          switch (algorithm.substring(0, 2)) {
            case "ES" -> {
              KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
              String curve = CURVES.getOrDefault(algorithm, "");
              ec.initialize(new ECGenParameterSpec("secp" + curve.substring(2) + "r1"));
              yield ec;
            }
            case "Ed" -> KeyPairGenerator.getInstance("Ed25519");
            default -> {
              KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
              rsa.initialize(2048);
              yield rsa;
            }
          };
      return new Signer(id, algorithm, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the provider publishes it. */
  public JsonObject published() {
    JsonObject key = new JsonObject().put("kid", id).put("use", "sig").put("alg", algorithm);
    return switch (pair.getPublic()) {
      case RSAPublicKey rsa ->
          key.put("kty", "RSA")
              .put("n", number(rsa.getModulus(), rsa.getModulus().bitLength() / 8))
              .put("e", number(rsa.getPublicExponent(), 3));
      case ECPublicKey ec -> {
        int size = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        yield key.put("kty", "EC")
            .put("crv", CURVES.get(algorithm))
            .put("x", number(ec.getW().getAffineX(), size))
            .put("y", number(ec.getW().getAffineY(), size));
      }
      default -> {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        yield key.put("kty", "OKP").put("crv", "Ed25519").put("x", BASE64.encodeToString(point));
      }
    };
  }

  private static String number(BigInteger value, int size) {
    byte[] bytes = value.toByteArray();
    byte[] sized = new byte[size];
    int length = Math.min(size, bytes.length);
    System.arraycopy(bytes, bytes.length - length, sized, size - length, length);
    return BASE64.encodeToString(sized);
  }

  public JsonObject header() {
    return new JsonObject().put("typ", "at+jwt").put("alg", algorithm).put("kid", id);
  }

  public String token(JsonObject claims) {
    return token(header(), claims);
  }

  /** A token with any header, signed by this key. */
  public String token(JsonObject header, JsonObject claims) {
    String signed = unsigned(header, claims);
    try {
      Signature signature = signature();
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String unsigned(JsonObject header, JsonObject claims) {
    return text(header.encode()) + "." + text(claims.encode());
  }

  static String text(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Signature signature() throws GeneralSecurityException {
    String bits = algorithm.substring(2);
    return switch (algorithm.substring(0, 2)) {
      case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
      case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
      case "PS" -> {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        String hash = "SHA-" + bits;
        pss.setParameter(
            new PSSParameterSpec(
                hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
        yield pss;
      }
      default -> Signature.getInstance("Ed25519");
    };
  }
}
