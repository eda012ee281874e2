package org.pinacotheca.http.rest.sharing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.sharing.CreateShareLink;
import org.pinacotheca.application.api.sharing.GetShareLinks;
import org.pinacotheca.application.api.sharing.RemoveShareLink;
import org.pinacotheca.application.api.sharing.VisitShareLink;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;
import org.pinacotheca.domain.sharing.SharePin;
import org.pinacotheca.domain.sharing.ShareTerms;
import org.pinacotheca.domain.sharing.ShareToken;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.rest.Operation;
import org.pinacotheca.http.rest.RestRequest;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** The operations on share links, and the one of their visitors. */
public final class ShareOperations {
  private static final int COOKIE_NAME_DIGITS = 16;

  private ShareOperations() {}

  public static List<Operation> all() {
    return List.of(
        Operation.writing("Pictures/CreateShareLink", Operation.Verb.POST, ShareOperations::create),
        Operation.reading(
            "Pictures/GetShareLinks", Set.of(Scope.PROFILE_GALLERY), true, ShareOperations::list),
        Operation.writing("Pictures/RemoveShareLink", Operation.Verb.POST, ShareOperations::remove),
        Operation.readingByAnyone("Pictures/GetSharedAlbum", ShareOperations::visit));
  }

  private static EncodedResponse create(RestRequest call) {
    Optional<AlbumId> album =
        call.required("AlbumID", AlbumId::new, "the id of one of the member's albums.");
    Optional<ShareTerms> terms = terms(call);
    return call.perform(
        () -> new CreateShareLink(album.orElseThrow(), terms.orElseThrow()),
        (gallery, command) -> gallery.shareLinks().create(call.caller(), command),
        outcome ->
            switch (outcome) {
              case CreateShareLink.Created(ShareLink link, ShareToken token) ->
                  Response.object(
                      ShareLinkWire.NEW_MODEL, ShareLinkWire.of(link, token, call.publicUrl()));
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static Optional<ShareTerms> terms(RestRequest call) {
    Fields fields = call.fields();
    OptionalInt visitsMax = fields.integer("VisitsMax");
    return call.take(
        ShareTerms.check(
            fields.text("Label"),
            fields.time("ExpiresOn"),
            visitsMax.isPresent() ? Optional.of(visitsMax.getAsInt()) : Optional.empty(),
            fields.text("PinNumber"),
            fields.flag("Download")));
  }

  private static EncodedResponse list(RestRequest call) {
    Optional<AlbumId> album = call.album();
    return call.read(
        () -> new GetShareLinks(album),
        query -> call.gallery().shareLinks().list(call.caller(), query),
        outcome ->
            switch (outcome) {
              case GetShareLinks.Listed(List<ShareLink> links) ->
                  Response.array(
                      ShareLinkWire.MODEL, links.stream().map(ShareLinkWire::of).toList());
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse remove(RestRequest call) {
    Optional<ShareLinkId> link =
        call.required("ShareLinkID", ShareLinkId::new, "the id of one of the member's links.");
    return call.perform(
        () -> new RemoveShareLink(link.orElseThrow()),
        (gallery, command) -> gallery.shareLinks().remove(call.caller(), command),
        outcome ->
            switch (outcome) {
              case RemoveShareLink.Removed() -> Response.empty();
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  private static EncodedResponse visit(RestRequest call) {
    Optional<ShareToken> token =
        call.fields().required("Token", call.fields().text("Token")).map(ShareToken::new);
    Optional<SharePin> pin =
        call.take(SharePin.check(call.fields().text("PinNumber"))).flatMap(given -> given);
    Optional<PageRequest> page = call.page();
    String cookie = token.map(ShareOperations::cookieName).orElse("");
    return call.read(
        () ->
            new VisitShareLink(
                token.orElseThrow(),
                pin,
                call.cookie(cookie),
                call.origin(),
                page.orElseThrow(),
                call.masking()),
        visit -> call.gallery().shareLinks().visit(visit),
        outcome ->
            switch (outcome) {
              case VisitShareLink.Visited visited -> {
                Response response =
                    Response.object(
                        SharedAlbumWire.MODEL, new SharedAlbumWire(visited, call.publicUrl()));
                yield visited.visit().equals(call.cookie(cookie))
                    ? response
                    : response.with("Set-Cookie", cookie(call, cookie, visited.visit()));
              }
              case CommandRefusal refusal -> Refusals.of(refusal);
            });
  }

  /** One for each link, because a visitor may have several open. */
  private static String cookieName(ShareToken token) {
    return "visit-" + token.hash().value().substring(0, COOKIE_NAME_DIGITS);
  }

  /** A cookie of the browser's session: it has no end of its own. */
  private static String cookie(RestRequest call, String name, String visit) {
    String secure = call.publicUrl().startsWith("https:") ? "; Secure" : "";
    return name + "=" + visit + "; Path=/; HttpOnly; SameSite=Lax" + secure;
  }
}
