package org.pinacotheca.application.api.signin;

import java.time.Instant;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.WebSession;

/**
 * A member was signed in.
 *
 * @param session the secret of the new session, which is shown only now
 * @param device a signed text by which the browser is known at the next sign-in, so that wrong
 *     passwords that others give do not lock its user out
 * @param expires the first instant at which the session is over
 */
public record SignedIn(UserId member, WebSession session, String device, Instant expires)
    implements SignIn.Outcome,
        AcceptInvitation.Outcome,
        ChangePassword.Outcome,
        RegisterMember.Outcome {
  @Override
  public String toString() {
    return "SignedIn[member=" + member + "]";
  }
}
