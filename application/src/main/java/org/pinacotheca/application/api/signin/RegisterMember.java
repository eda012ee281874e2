package org.pinacotheca.application.api.signin;

import java.time.Duration;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.signin.Password;

/**
 * Makes somebody a member without an invitation.
 *
 * @param origin where the request comes from, as an opaque key
 */
public record RegisterMember(Nickname nickname, Password password, String origin) {
  /** What becomes of it. */
  public sealed interface Outcome permits SignedIn, NicknameTaken, TooManyRegistrations {}

  /** Another member signs in by this nickname. */
  public record NicknameTaken() implements Outcome, Refusal {}

  /**
   * Too many have registered from this place, or everywhere; nobody does before {@code retryAfter}
   * has passed.
   */
  public record TooManyRegistrations(Duration retryAfter) implements Outcome, Refusal {}
}
