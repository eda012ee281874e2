package org.pinacotheca.rpc.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The signature of the contract: the lower-case hex MD5 of all parameters but the signature itself,
 * sorted by name, each as {@code name=value} with nothing between them, followed by the secret. It
 * authenticates a request only against attackers who cannot read the traffic; the old clients
 * support nothing but MD5.
 */
public final class Signature {
  private static final Comparator<RpcParameter> BY_NAME =
      Comparator.comparing(
          parameter -> parameter.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private Signature() {}

  /** The signature that these parameters must have; a signature among them is ignored. */
  public static String of(List<RpcParameter> parameters, String secret) {
    MessageDigest digest = md5();
    parameters.stream()
        .filter(parameter -> !parameter.isSignature())
        .sorted(BY_NAME)
        .forEach(parameter -> {
          digest.update(parameter.name().getBytes(StandardCharsets.UTF_8));
          digest.update((byte) '=');
          digest.update(parameter.value().getBytes(StandardCharsets.UTF_8));
        });
    digest.update(secret.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Whether the signature is correct. Constant-time; upper-case hex is wrong. */
  public static boolean isRight(List<RpcParameter> parameters, String secret) {
    byte[] wanted = of(parameters, secret).getBytes(StandardCharsets.US_ASCII);
    byte[] given = RpcRequest.value(parameters, "sig").orElse("").getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(wanted, given);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
