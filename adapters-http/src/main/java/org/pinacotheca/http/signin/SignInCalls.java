package org.pinacotheca.http.signin;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.signin.AcceptInvitation;
import org.pinacotheca.application.api.signin.AcceptInvitation.InvitationNotFound;
import org.pinacotheca.application.api.signin.ChangePassword;
import org.pinacotheca.application.api.signin.RegisterMember;
import org.pinacotheca.application.api.signin.SignIn;
import org.pinacotheca.application.api.signin.SignedIn;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientNetwork;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.signin.InvitationToken;
import org.pinacotheca.domain.signin.Password;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.exchange.SessionCookie;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.ErrorBody;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** What the web pages send to sign members in and out. Thread-safe. */
public final class SignInCalls {
  private static final Response WRONG_PASSWORD =
      Response.error(
          403,
          "wrong_password",
          "The name or the password is wrong. A nickname that several members have does not work:"
              + " use the member number then.");
  private static final Response REGISTRATION_CLOSED =
      Response.error(
          403,
          "registration_closed",
          "Members of this gallery are invited; ask its operator for an invitation.");
  private static final Response INVITATION_NOT_FOUND =
      Response.error(
          404,
          "invitation_not_found",
          "This invitation was used, has expired, or never existed. Ask for another one.");

  private final Gallery gallery;
  private final Authentication authentication;
  private final RestSettings settings;

  public SignInCalls(Gallery gallery, Authentication authentication, RestSettings settings) {
    this.gallery = gallery;
    this.authentication = authentication;
    this.settings = settings;
  }

  /** The calls by the last part of their path. */
  public Map<String, PageCall> all() {
    return Map.of(
        "begin", this::signIn,
        "end", this::signOut,
        "end-all", this::signOutEverywhere,
        "password", this::changePassword,
        "invitation", this::invited,
        "accept", this::accept,
        "register", this::register);
  }

  private Response signIn(HttpExchange exchange, Fields fields) {
    Optional<String> name =
        fields.required("Name", fields.text("Name").filter(it -> !it.isBlank()));
    Optional<String> password = typed(fields, "Password");
    if (!fields.faults().isEmpty()) {
      return Refusals.invalid(fields.faults());
    }
    SignIn command =
        new SignIn(name.orElseThrow(), password.orElseThrow(), origin(exchange), device(fields));
    return switch (gallery.signIns().signIn(command)) {
      case SignedIn signedIn -> signedIn(signedIn);
      case SignIn.WrongPassword() -> wrong(exchange, WRONG_PASSWORD);
      case SignIn.TooManyWrongPasswords(Duration wait) -> Refusals.tooManyWrongPasswords(wait);
      case SignIn.Suspended() -> Authentication.SUSPENDED;
    };
  }

  /** A password as it was typed; longer ones than any are refused unseen. */
  private static Optional<String> typed(Fields fields, String name) {
    Optional<String> text = fields.required(name, fields.text(name).filter(it -> !it.isEmpty()));
    if (text.filter(it -> it.codePointCount(0, it.length()) > Password.LENGTH_MAX).isPresent()) {
      fields.fault(name, "must have at most " + Password.LENGTH_MAX + " characters.");
    }
    return text;
  }

  private static String origin(HttpExchange exchange) {
    return ClientNetwork.of(exchange.address()).toString();
  }

  private static String device(Fields fields) {
    return fields.text("Device").orElse("");
  }

  private Response signedIn(SignedIn signedIn) {
    return Response.json(
            new JsonObject()
                .put("UserID", signedIn.member().value())
                .put("Device", signedIn.device()))
        .with("Set-Cookie", SessionCookie.set(signedIn.session(), settings.publicUrl().get()));
  }

  private Response wrong(HttpExchange exchange, Response refusal) {
    authentication.failed(exchange.address());
    return refusal;
  }

  private Response signOut(HttpExchange exchange, Fields fields) {
    SessionCookie.of(exchange.request()).ifPresent(gallery.signIns()::signOut);
    return signedOut();
  }

  private Response signedOut() {
    return Response.json(new JsonObject())
        .with("Set-Cookie", SessionCookie.removed(settings.publicUrl().get()));
  }

  private Response signOutEverywhere(HttpExchange exchange, Fields fields) {
    Optional<Caller> caller = caller(exchange);
    if (caller.isEmpty()) {
      return wrong(exchange, Refusals.UNAUTHORIZED);
    }
    gallery.signIns().signOutEverywhere(caller.get());
    return signedOut();
  }

  private Optional<Caller> caller(HttpExchange exchange) {
    return SessionCookie.of(exchange.request())
        .flatMap(session -> gallery.tokens().identify(session.bearerToken()));
  }

  private Response changePassword(HttpExchange exchange, Fields fields) {
    Optional<Caller> caller = caller(exchange);
    if (caller.isEmpty()) {
      return wrong(exchange, Refusals.UNAUTHORIZED);
    }
    Optional<String> current = typed(fields, "Current");
    Nickname owner =
        gallery
            .accounts()
            .credentials(caller.get())
            .map(credentials -> credentials.member().nickname())
            .orElseThrow();
    Optional<Password> replacement = chosen(fields, owner);
    if (!fields.faults().isEmpty()) {
      return Refusals.invalid(fields.faults());
    }
    ChangePassword command =
        new ChangePassword(
            current.orElseThrow(), replacement.orElseThrow(), origin(exchange), device(fields));
    return switch (gallery.signIns().changePassword(caller.get(), command)) {
      case SignedIn signedIn -> signedIn(signedIn);
      case SignIn.WrongPassword() ->
          wrong(
              exchange,
              Refusals.invalid(List.of(new ErrorBody.Fault("Current", "is not your password."))));
      case SignIn.TooManyWrongPasswords(Duration wait) -> Refusals.tooManyWrongPasswords(wait);
    };
  }

  private static Optional<Password> chosen(Fields fields, Nickname owner) {
    return switch (Password.check(fields.text("Password"), owner)) {
      case Checked.Valid<Password>(Password password) -> Optional.of(password);
      case Checked.Invalid<Password>(var faults) -> {
        faults.forEach(fault -> fields.fault(Refusals.wireName(fault), fault.message()));
        yield Optional.empty();
      }
    };
  }

  private Response invited(HttpExchange exchange, Fields fields) {
    return member(fields)
        .map(member -> Response.json(new JsonObject().put("Nickname", member.nickname().value())))
        .orElseGet(() -> wrong(exchange, INVITATION_NOT_FOUND));
  }

  private Optional<Member> member(Fields fields) {
    return gallery.signIns().invited(invitation(fields));
  }

  private static InvitationToken invitation(Fields fields) {
    return new InvitationToken(fields.text("Invitation").orElse(""));
  }

  private Response accept(HttpExchange exchange, Fields fields) {
    Optional<Member> member = member(fields);
    if (member.isEmpty()) {
      return wrong(exchange, INVITATION_NOT_FOUND);
    }
    Optional<Password> password = chosen(fields, member.get().nickname());
    if (!fields.faults().isEmpty()) {
      return Refusals.invalid(fields.faults());
    }
    AcceptInvitation command = new AcceptInvitation(invitation(fields), password.orElseThrow());
    return switch (gallery.signIns().accept(command)) {
      case SignedIn signedIn -> signedIn(signedIn);
      case InvitationNotFound() -> wrong(exchange, INVITATION_NOT_FOUND);
    };
  }

  private Response register(HttpExchange exchange, Fields fields) {
    if (!settings.isRegistrationOpen()) {
      return REGISTRATION_CLOSED;
    }
    Optional<Nickname> nickname =
        fields.required(
            "Nickname", fields.name("Nickname", Nickname.LENGTH_MAX).map(Nickname::new));
    Optional<Password> password = chosen(fields, nickname.orElse(new Nickname("nobody")));
    if (!fields.faults().isEmpty()) {
      return Refusals.invalid(fields.faults());
    }
    RegisterMember command =
        new RegisterMember(nickname.orElseThrow(), password.orElseThrow(), origin(exchange));
    return switch (gallery.signIns().register(command)) {
      case SignedIn signedIn -> signedIn(signedIn);
      case RegisterMember.NicknameTaken() ->
          Refusals.invalid(List.of(new ErrorBody.Fault("Nickname", "is that of another member.")));
      case RegisterMember.TooManyRegistrations(Duration wait) ->
          Refusals.tooManyRegistrations(wait);
    };
  }
}
