package org.pinacotheca.http.rest.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.accounts.EndSession;
import org.pinacotheca.application.api.accounts.GetSessions;
import org.pinacotheca.application.api.accounts.MemberSession;
import org.pinacotheca.application.api.accounts.SessionNotFound;
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
import org.pinacotheca.http.wire.WireTime;

/**
 * The operations by which a member lists and ends the sessions of programs. None has a group form:
 * the programs that a member uses are private.
 */
public final class SessionOperations {
  private SessionOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.reading("Account/GetSessions", false, SessionOperations::list),
        new Operation(
            "Account/EndSession",
            Operation.Verb.POST,
            false,
            Set.of(Scope.PROFILE_GALLERY),
            false,
            SessionOperations::end));
  }

  private static EncodedResponse list(RestRequest call) {
    Optional<PageRequest> page = call.page();
    return call.read(
        () -> new GetSessions(call.bearerToken(), page.orElseThrow()),
        query -> call.gallery().memberSessions().list(call.caller(), query),
        sessions -> Response.object(SessionsWire.MODEL, SessionsWire.from(sessions)));
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
              case CommonRefusal refusal -> Refusals.common(refusal);
              case SessionNotFound() -> Refusals.sessionNotFound();
            });
  }

  private record SessionsWire(
      int pageNumber, long pageCount, int pageSize, long total, List<SessionWire> sessions) {
    static final WireSchema<SessionsWire> MODEL =
        WireSchema.of(
            "AccountSessions",
            "Account",
            WireSchema.whole("PageNumber", SessionsWire::pageNumber),
            WireSchema.whole("PageCount", SessionsWire::pageCount),
            WireSchema.whole("PageSize", SessionsWire::pageSize),
            WireSchema.whole("SessionsTotal", SessionsWire::total),
            WireSchema.parts("Sessions", SessionWire.MODEL, SessionsWire::sessions));

    static SessionsWire from(Page<MemberSession> page) {
      return new SessionsWire(
          page.request().number(),
          page.pageCount(),
          page.request().size(),
          page.total(),
          page.items().stream().map(SessionWire::from).toList());
    }
  }

  private record SessionWire(
      String sessionId,
      String kind,
      String applicationName,
      String scope,
      @Nullable String begunOn,
      @Nullable String lastUsedOn,
      @Nullable String expiresOn,
      boolean isCurrent) {
    static final WireSchema<SessionWire> MODEL =
        WireSchema.of(
            "AccountSession",
            "Account",
            WireSchema.text("SessionID", SessionWire::sessionId),
            WireSchema.text("Kind", SessionWire::kind),
            WireSchema.text("ApplicationName", SessionWire::applicationName),
            WireSchema.text("Scope", SessionWire::scope),
            WireSchema.text("BegunOn", SessionWire::begunOn),
            WireSchema.text("LastUsedOn", SessionWire::lastUsedOn),
            WireSchema.text("ExpiresOn", SessionWire::expiresOn),
            WireSchema.flag("IsCurrent", SessionWire::isCurrent));

    static SessionWire from(MemberSession session) {
      return new SessionWire(
          session.id().value(),
          session.kind().name().toLowerCase(Locale.ROOT),
          session.application().name(),
          session.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(" ")),
          session.usage().since().map(WireTime::write).orElse(null),
          session.usage().lastUsed().map(WireTime::write).orElse(null),
          session.expires().map(WireTime::write).orElse(null),
          session.isCurrent());
    }
  }
}
