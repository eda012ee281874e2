package org.pinacotheca.rpc.method;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.application.api.accounts.CompleteLogin;
import org.pinacotheca.application.api.accounts.LoginNotFound;
import org.pinacotheca.application.api.accounts.LoginRequests;
import org.pinacotheca.application.api.accounts.RequestLogin;
import org.pinacotheca.application.api.accounts.TokenAdmin.OpenedSession;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.rpc.reply.ReplyValue;
import org.pinacotheca.rpc.reply.ReplyValue.Fields;
import org.pinacotheca.rpc.wire.RpcError;

/** The methods by which a program obtains a session. Thread-safe. */
final class AuthMethods {
  private final LoginRequests logins;

  AuthMethods(LoginRequests logins) {
    this.logins = logins;
  }

  /** {@code auth.createToken}. */
  ReplyValue createToken(ClientApplication application, Arguments arguments) throws CallRefused {
    int minutes = arguments.number("expires").orElse(0);
    RequestLogin command =
        new RequestLogin(
            application.key(),
            arguments.text("community").map(CommunityName::new).or(application::community),
            minutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes)));
    return switch (logins.request(command)) {
      case RequestLogin.Requested(LoginToken token) -> new ReplyValue.Text(token.value());
      case RequestLogin.TooManyLogins(int openMax) ->
          throw new CallRefused(
              RpcError.RATE_LIMIT,
              "Too many logins of the application are open; at most " + openMax + " may be.");
    };
  }

  /** {@code auth.getSession}. */
  ReplyValue getSession(ClientApplication application, Arguments arguments) throws CallRefused {
    String token = arguments.required("auth_token");
    CompleteLogin command = new CompleteLogin(application.key(), new LoginToken(token));
    return switch (logins.complete(command)) {
      case CompleteLogin.Completed(OpenedSession session) -> session(session);
      case LoginNotFound() -> throw unknownToken();
      case CompleteLogin.LoginNotApproved() ->
          throw CallRefused.parameter("The auth_token has not been approved by a user yet.");
    };
  }

  private static CallRefused unknownToken() {
    return CallRefused.parameter(
        "The auth_token is unknown, was used or declined, or is over 20 minutes old.");
  }

  private static Fields session(OpenedSession session) {
    Fields reported =
        Fields.none()
            .with("session_key", session.session().value())
            .with("uid", session.user().value())
            .with("expires", session.expires().map(Instant::getEpochSecond).orElse(0L));
    return session
        .secret()
        .map(SharedSecret::value)
        .map(secret -> reported.with("secret", secret))
        .orElse(reported);
  }
}
