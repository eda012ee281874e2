package org.pinacotheca.application.api.authorization;

/** A program's request to revoke a token of its own. Its text form shows no secret. */
public record RevokeToken(String clientId, String clientSecret, String token) {
  @Override
  public String toString() {
    return "RevokeToken[clientId=" + clientId + "]";
  }
}
