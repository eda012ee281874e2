package org.pinacotheca.rpc.wire;

/**
 * A decoded parameter as the client named and sent it. Its text form omits the value, which may be
 * a key or a signature.
 */
public record RpcParameter(String name, String value) {

  /** The parameter names for a signature. */
  public boolean isSignature() {
    return canonicalName().equals("sig");
  }

  /** Whether the value is secret and must not be repeated in an error reply. */
  public boolean isSecret() {
    return switch (canonicalName()) {
      case "sig", "session_key", "auth_token" -> true;
      default -> false;
    };
  }

  /** The contract's name, also when the client used an alias. */
  public String canonicalName() {
    return switch (name) {
      case "apiKey" -> "api_key";
      case "apiSig" -> "sig";
      default -> name;
    };
  }

  @Override
  public String toString() {
    return "RpcParameter[" + name + "]";
  }
}
