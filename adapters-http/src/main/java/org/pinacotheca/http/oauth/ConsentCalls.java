package org.pinacotheca.http.oauth;

import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.authorization.AuthorizeProgram;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.RedirectUri;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.exchange.SessionCookie;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.signin.PageCall;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** What the page sends where members let programs in. Thread-safe. */
public final class ConsentCalls {
  private static final Response UNKNOWN_PROGRAM =
      Response.error(
          404,
          "program_not_found",
          "There is no such program, or it did not name an address of its own.");

  private final Gallery gallery;

  public ConsentCalls(Gallery gallery) {
    this.gallery = gallery;
  }

  /** The calls by the last part of their path. */
  public Map<String, PageCall> all() {
    return Map.of("authorization", this::describe, "authorize", this::authorize);
  }

  private Response describe(HttpExchange exchange, Fields fields) {
    return read(
        fields,
        request ->
            Response.json(
                new JsonObject()
                    .put("ApplicationName", request.application().name())
                    .put("RedirectUri", request.redirectUri().value())
                    .put("Scope", OAuthHandler.words(request.scopes()))
                    .put("DeclineTo", request.declined())));
  }

  private Response read(Fields fields, Function<AuthorizationRequest, Response> then) {
    Optional<AuthorizationRequest.Read> read =
        AuthorizeHandler.read(gallery, fields.text("Query").orElse(""));
    return read.map(it ->
            switch (it) {
              case AuthorizationRequest.Read.Valid(AuthorizationRequest request) ->
                  then.apply(request);
              case AuthorizationRequest.Read.Wrong _ -> UNKNOWN_PROGRAM;
            })
        .orElse(UNKNOWN_PROGRAM);
  }

  private Response authorize(HttpExchange exchange, Fields fields) {
    Optional<Caller> caller =
        SessionCookie.of(exchange.request())
            .flatMap(session -> gallery.tokens().identify(session.bearerToken()));
    return caller.isEmpty()
        ? Refusals.UNAUTHORIZED
        : read(fields, request -> authorize(caller.get(), request, fields));
  }

  private Response authorize(Caller caller, AuthorizationRequest request, Fields fields) {
    Set<Scope> granted = EnumSet.noneOf(Scope.class);
    fields.texts("Scopes").forEach(word -> Scope.ofWord(word).ifPresent(granted::add));
    granted.retainAll(request.scopes());
    if (!fields.faults().isEmpty()) {
      return Refusals.invalid(fields.faults());
    }
    AuthorizeProgram command =
        new AuthorizeProgram(
            request.application().key().value(),
            request.redirectUri().value(),
            granted,
            request.challenge());
    return switch (gallery.authorizations().authorize(caller, command)) {
      case AuthorizeProgram.Outcome.Authorized(RedirectUri _, String code) ->
          Response.json(new JsonObject().put("RedirectTo", request.granted(code)));
      case AuthorizeProgram.Outcome.ProgramUnknown(),
          AuthorizeProgram.Outcome.ChallengeRequired() ->
          UNKNOWN_PROGRAM;
    };
  }
}
