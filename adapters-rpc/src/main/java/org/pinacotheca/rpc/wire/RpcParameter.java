package org.pinacotheca.rpc.wire;

/**
 * One parameter as the client named and sent it, decoded. Its text form leaves the value out,
 * because it may be a key or a signature.
 */
public record RpcParameter(String name, String value) {

  /** The names under which a client may send its signature. */
  public boolean isSignature() {
    return canonicalName().equals("sig");
  }

  /** Whether an error reply must not repeat the value. */
  public boolean isSecret() {
    return switch (canonicalName()) {
      case "sig", "session_key", "auth_token" -> true;
      default -> false;
    };
  }

  /** The name the contract uses, where the client used an alias of it. */
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
