package org.pinacotheca.application.api.accounts;

import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CommunityName;

/**
 * Requests a login for an application.
 *
 * @param application exists
 * @param community shown to the member who decides
 * @param sessionLifetime at least 1 second; empty means a session that never expires
 */
public record RequestLogin(
    ApiKey application, Optional<CommunityName> community, Optional<Duration> sessionLifetime) {
  /** The possible outcomes. */
  public sealed interface Outcome permits RequestLogin.Requested, RequestLogin.TooManyLogins {}

  /** The login waits for a member; its token is shown only now, and is valid for 20 minutes. */
  public record Requested(LoginToken token) implements Outcome {}

  /** The application has too many open logins; concurrent requests may pass the limit together. */
  public record TooManyLogins(int openMax) implements Outcome, Refusal {}
}
