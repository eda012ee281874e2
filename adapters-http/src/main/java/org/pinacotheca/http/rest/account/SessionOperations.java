package org.pinacotheca.http.rest.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.accounts.EndSession;
import org.pinacotheca.application.api.accounts.GetSessions;
import org.pinacotheca.application.api.accounts.MemberSession;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SessionId;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireSchema;

/**
 * The operations by which a member lists and ends the sessions of programs. None has a group form:
 * the programs that a member uses are private.
 */
public final class SessionOperations {
  private static final WireSchema<MemberSession> SESSION =
      WireSchema.of(
          "AccountSession",
          "Account",
          WireSchema.text("SessionID", session -> session.id().value()),
          WireSchema.text("Kind", session -> session.kind().name().toLowerCase(Locale.ROOT)),
          WireSchema.text("ApplicationName", session -> session.application().name()),
          WireSchema.text("Scope", SessionOperations::scopes),
          WireSchema.timeOrNil("BegunOn", session -> session.usage().since()),
          WireSchema.timeOrNil("LastUsedOn", session -> session.usage().lastUsed()),
          WireSchema.timeOrNil("ExpiresOn", MemberSession::expires),
          WireSchema.flag("IsCurrent", MemberSession::isCurrent));

  private static final WireSchema<Page<MemberSession>> SESSIONS =
      WireSchema.of(
          "AccountSessions",
          "Account",
          WireSchema.whole("PageNumber", page -> page.request().number()),
          WireSchema.whole("PageCount", Page::pageCount),
          WireSchema.whole("PageSize", page -> page.request().size()),
          WireSchema.whole("SessionsTotal", Page::total),
          WireSchema.parts("Sessions", SESSION, Page::items));

  private SessionOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.reading("Account/GetSessions", false, SessionOperations::list),
        Operation.posting(
            "Account/EndSession", Set.of(Scope.PROFILE_GALLERY), false, SessionOperations::end));
  }

  private static EncodedResponse list(RestRequest call) {
    Optional<PageRequest> page = call.page();
    return call.read(
        () -> new GetSessions(call.bearerToken(), page.orElseThrow()),
        query -> call.gallery().memberSessions().list(call.caller(), query),
        sessions -> Response.object(SESSIONS, sessions));
  }

  private static String scopes(MemberSession session) {
    return session.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(" "));
  }

  private static EncodedResponse end(RestRequest call) {
    Optional<String> session = call.fields().text("SessionID");
    if (session.isEmpty()) {
      call.fields().required("SessionID", "is required: one that GetSessions tells.");
    }
    return call.perform(
        () -> new EndSession(new SessionId(session.orElseThrow())),
        (gallery, command) -> gallery.memberSessions().end(call.caller(), command),
        outcome ->
            switch (outcome) {
              case EndSession.Ended() -> Response.empty();
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }
}
