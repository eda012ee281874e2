package org.pinacotheca.application.api.accounts;

import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.LoginToken;

/**
 * An application asks for a login.
 *
 * @param application exists
 * @param community shown to the member who decides
 * @param sessionLifetime at least 1 second; empty means a session without end
 */
public record RequestLogin(
    ApiKey application, Optional<CommunityName> community, Optional<Duration> sessionLifetime) {
  /** What came of it. */
  public sealed interface Outcome permits RequestLogin.Requested, RequestLogin.TooManyLogins {}

  /** The login waits for a member; its token is told only now, and is good for 20 minutes. */
  public record Requested(LoginToken token) implements Outcome {}

  /**
   * So many logins of the application are open already; requests that come at the same time may
   * pass the limit together.
   */
  public record TooManyLogins(int openMax) implements Outcome, Refusal {}
}
