package org.pinacotheca.http.rest.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.accounts.ApproveLogin;
import org.pinacotheca.application.api.accounts.DeclineLogin;
import org.pinacotheca.application.api.accounts.GetLogin;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireSchema;

/**
 * The operations by which a member approves logins of signed RPC programs. None has a group form: a
 * session acts as its member, so a manager's calls could not be distinguished.
 */
public final class LoginOperations {
  /** The login request as a member sees it before the decision. */
  private static final WireSchema<GetLogin.Read> LOGIN =
      WireSchema.of(
          "AccountLogin",
          "Account",
          WireSchema.text("ApplicationName", read -> read.application().name()),
          WireSchema.textOrNil("CommunityTitle", read -> read.community().map(Community::title)),
          WireSchema.flag("PhotoUpload", read -> read.application().photoUpload()),
          WireSchema.whole(
              "SessionMinutes",
              read -> read.login().sessionLifetime().map(Duration::toMinutes).orElse(0L)),
          WireSchema.flag("IsApproved", read -> read.login().approvedBy().isPresent()),
          WireSchema.time("ExpiresOn", read -> read.login().expires()));

  private LoginOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.reading("Account/GetLogin", false, LoginOperations::get),
        Operation.posting(
            "Account/ApproveLogin", Set.of(Scope.PROFILE_GALLERY), false, LoginOperations::approve),
        Operation.posting("Account/DeclineLogin", Set.of(), false, LoginOperations::decline));
  }

  private static EncodedResponse get(RestRequest call) {
    Optional<LoginToken> token = token(call);
    return call.read(
        () -> new GetLogin(token.orElseThrow()),
        query -> call.gallery().logins().get(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetLogin.Read read -> Response.object(LOGIN, read);
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse approve(RestRequest call) {
    Optional<LoginToken> token = token(call);
    return call.perform(
        () -> new ApproveLogin(token.orElseThrow()),
        (gallery, command) -> gallery.logins().approve(call.caller(), command),
        outcome ->
            switch (outcome) {
              case ApproveLogin.Approved() -> Response.empty();
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse decline(RestRequest call) {
    Optional<LoginToken> token = token(call);
    return call.perform(
        () -> new DeclineLogin(token.orElseThrow()),
        (gallery, command) -> gallery.logins().decline(call.caller(), command),
        outcome ->
            switch (outcome) {
              case DeclineLogin.Declined() -> Response.empty();
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  /** The named token; pasted tokens may have blanks around them. */
  private static Optional<LoginToken> token(RestRequest call) {
    Optional<String> text = call.fields().text("AuthToken");
    if (text.isEmpty()) {
      call.fields().required("AuthToken", "is required: the token of a login.");
    }
    return text.map(String::strip).map(LoginToken::new);
  }
}
