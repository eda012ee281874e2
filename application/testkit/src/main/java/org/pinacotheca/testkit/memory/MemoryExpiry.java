package org.pinacotheca.testkit.memory;

import java.time.Instant;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.domain.identity.TokenGrant;

/** The removal of expired rows in memory. */
record MemoryExpiry(MemoryTables tables) implements ExpiryStore {
  @Override
  public void removeBefore(Kind kind, Instant instant, int limit) {
    switch (kind) {
      case BEARER_TOKENS -> removeTokens(TokenGrant.Kind.BEARER, instant, limit);
      case REFRESH_TOKENS -> removeTokens(TokenGrant.Kind.REFRESH, instant, limit);
      case SESSIONS ->
          tables.sessions.removeUpTo(
              limit, session -> session.expires().filter(instant::isAfter).isPresent());
      case LOGINS -> tables.logins.removeUpTo(limit, login -> login.expires().isBefore(instant));
      case RATE_WINDOWS ->
          tables.rates.removeUpTo(limit, window -> window.begun().isBefore(instant));
      case WRONG_PINS ->
          tables.wrongPins.removeUpTo(limit, wrong -> wrong.attempt().at().isBefore(instant));
      case WRONG_LINK_PINS ->
          tables.wrongLinkPins.removeUpTo(limit, wrong -> wrong.attempt().at().isBefore(instant));
      case AUTHORIZATION_CODES ->
          tables.authorizationCodes.removeUpTo(limit, code -> code.expires().isBefore(instant));
      case INVITATIONS ->
          tables.invitations.removeUpTo(
              limit, invitation -> invitation.expires().isBefore(instant));
      case WRONG_PASSWORDS ->
          tables.wrongPasswords.removeUpTo(limit, wrong -> wrong.attempt().at().isBefore(instant));
      case STORED_RESPONSES ->
          tables.storedResponses.removeUpTo(limit, answer -> answer.given().isBefore(instant));
    }
  }

  private void removeTokens(TokenGrant.Kind kind, Instant instant, int limit) {
    tables.tokens.removeUpTo(
        limit, grant -> grant.kind() == kind && grant.expires().isBefore(instant));
  }
}
