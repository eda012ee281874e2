package org.pinacotheca.http.admin;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.JsonReading;
import org.pinacotheca.http.wire.MediaType;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.transport.BodyLimits;
import org.pinacotheca.transport.UrlEncoding;

/** Handles everything under {@code /admin/v1}; requires the admin token. Thread-safe. */
public final class AdminApi {
  /** A group may have many members. */
  private static final long BODY_BYTES_MAX = 1L << 20;

  private static final String ROOT = "/admin/v1/";

  private final AdminAuthentication token;
  private final RestSettings settings;
  private final List<Entry> entries;
  private final Map<String, Map<String, Entry>> verbs = new HashMap<>();
  private final BackupHandler backup;

  public AdminApi(Gallery gallery, RestSettings settings, String token) {
    this.token = new AdminAuthentication(token, gallery.rates());
    this.settings = settings;
    backup = new BackupHandler(settings.backup());
    AdminRegistrations registrations = new AdminRegistrations(gallery);
    AdminLists lists = new AdminLists(gallery);
    AdminErasures erasures = new AdminErasures(gallery);
    AdminInvitations invitations = new AdminInvitations(gallery, settings.publicUrl());
    AdminTokens grants = new AdminTokens(gallery);
    AdminCredits credits = new AdminCredits(gallery);
    AdminAudit watch = new AdminAudit(gallery);
    AdminMedia media = new AdminMedia(gallery);
    entries =
        List.of(
            new Entry("POST", "communities", (_, fields) -> registrations.community(fields)),
            new Entry("POST", "members", (_, fields) -> registrations.member(fields)),
            new Entry("GET", "members", (_, fields) -> lists.members(fields)),
            new Entry("PUT", "members/*", lists::suspended),
            new Entry("DELETE", "members/*", (id, _) -> erasures.member(id)),
            new Entry("POST", "invitations", (_, fields) -> invitations.invite(fields)),
            new Entry("GET", "groups", (_, fields) -> lists.groups(fields)),
            new Entry("POST", "groups", (_, fields) -> registrations.group(fields)),
            new Entry("PUT", "groups/*", registrations::replacedGroup),
            new Entry("GET", "applications", (_, fields) -> lists.applications(fields)),
            new Entry("POST", "applications", (_, fields) -> registrations.application(fields)),
            new Entry("POST", "tokens", (_, fields) -> grants.token(fields)),
            new Entry("POST", "sessions", (_, fields) -> grants.session(fields)),
            new Entry("POST", "credits", (_, fields) -> credits.grant(fields)),
            new Entry("POST", "credits/refund", (_, fields) -> credits.refund(fields)),
            new Entry("DELETE", "tokens/*", (id, _) -> grants.revokeToken(id)),
            new Entry("DELETE", "sessions/*", (id, _) -> grants.revokeSession(id)),
            new Entry("POST", "pictures/moderate", (_, fields) -> watch.moderate(fields)),
            new Entry("POST", "media/sweep", (_, fields) -> media.sweep(fields)),
            new Entry("GET", "audit", (_, fields) -> watch.audit(fields)));
    for (Entry entry : entries) {
      verbs.computeIfAbsent(entry.pattern, _ -> new TreeMap<>()).put(entry.method, entry);
    }
  }

  /**
   * One call of the admin API.
   *
   * @param pattern its path, where {@code *} at the end stands for an id
   * @param handler takes the id, or the empty text, and the fields
   */
  public record Entry(String method, String pattern, BiFunction<String, Fields, Response> handler) {
    private EncodedResponse perform(String id, Fields fields) {
      Response response;
      try {
        response = handler.apply(id, fields);
      } catch (RefusedException e) {
        response = e.response();
      }
      return EncodedResponse.of(response, Representation.PLAIN_JSON);
    }
  }

  public List<Entry> entries() {
    return entries;
  }

  public void handle(HttpExchange exchange) {
    exchange.speak(Representation.PLAIN_JSON);
    HttpServerRequest request = exchange.request();
    String path = exchange.path();
    String rest = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
    if (rest.equals("backup")) {
      backup(exchange);
      return;
    }
    String last = rest.substring(rest.lastIndexOf('/') + 1);
    String pattern =
        last.isEmpty() || verbs.containsKey(rest)
            ? rest
            : rest.substring(0, rest.length() - last.length()) + "*";
    Map<String, Entry> fitting = verbs.getOrDefault(pattern, Map.of());
    if (fitting.isEmpty()) {
      exchange.send(Refusals.ROUTE_NOT_FOUND);
      return;
    }
    Entry entry = fitting.get(request.method().name());
    if (entry == null) {
      exchange.send(Refusals.wrongVerb(String.join(", ", fitting.keySet())));
      return;
    }
    exchange.serves("admin/" + pattern);
    boolean hasBody = Set.of("POST", "PUT").contains(entry.method);
    if (hasBody && !MediaType.fits(request, "application/json")) {
      exchange.send(Refusals.wrongMediaType("application/json"));
      return;
    }
    Optional<Response> refusal = token.refusal(exchange);
    if (refusal.isPresent()) {
      exchange.send(refusal.get());
      return;
    }
    // Ids in a path are case-sensitive; the words around them are not.
    String id =
        pattern.endsWith("*")
            ? decoded(exchange.sentPath().substring(path.length() - last.length(), path.length()))
            : "";
    if (hasBody) {
      receive(exchange, entry, id);
    } else {
      Fields.ofQuery(request)
          .map(Fields::refusingOthers)
          .ifPresentOrElse(
              fields -> exchange.run(() -> entry.perform(id, fields), exchange::send),
              () -> exchange.send(Refusals.malformedQuery(Refusals.QUERY_UNREADABLE)));
    }
  }

  private void backup(HttpExchange exchange) {
    exchange.serves("admin/backup");
    if (!exchange.request().method().name().equals("POST")) {
      exchange.send(Refusals.wrongVerb("POST"));
      return;
    }
    token.refusal(exchange).ifPresentOrElse(exchange::send, () -> backup.send(exchange));
  }

  private static String decoded(String id) {
    try {
      return UrlEncoding.decode(id.replace("+", "%2B"));
    } catch (IllegalArgumentException e) {
      return id;
    }
  }

  private void receive(HttpExchange exchange, Entry entry, String id) {
    exchange.receive(
        BodyLimits.of(BODY_BYTES_MAX, settings.bodyTimeout()),
        InputStream::readAllBytes,
        body ->
            exchange.run(
                () -> perform(entry, id, body, exchange.mediaType().charset()), exchange::send));
  }

  private static EncodedResponse perform(Entry entry, String id, byte[] body, Charset charset) {
    try {
      Fields fields = JsonReading.read(body, charset).refusingOthers();
      return entry.perform(id, fields);
    } catch (JsonReading.MalformedJsonException e) {
      String message = e.getMessage() == null ? "" : e.getMessage();
      return EncodedResponse.of(Refusals.malformedJson(message), Representation.PLAIN_JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
