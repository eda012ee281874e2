package org.pinacotheca.http;

import static org.pinacotheca.http.RestClient.JSON;
import static org.pinacotheca.http.RestClient.refusal;
import static org.pinacotheca.http.RestGalleryApi.doneWithout;
import static org.pinacotheca.http.RestGalleryApi.items;
import static org.pinacotheca.http.RestGalleryApi.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.application.api.sharing.CreateShareLink;
import org.pinacotheca.application.api.sharing.GetShareLinks;
import org.pinacotheca.application.api.sharing.RemoveShareLink;
import org.pinacotheca.application.api.sharing.VisitShareLink;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;
import org.pinacotheca.domain.sharing.ShareTerms;
import org.pinacotheca.domain.sharing.ShareToken;
import org.pinacotheca.http.wire.WireTime;
import org.pinacotheca.testkit.scenario.Field;
import org.pinacotheca.testkit.scenario.Reply;

/** Share links through the REST API, and their visitors. Used by one thread. */
final class RestSharing {
  private static final SecretHash HIDDEN_TOKEN = SecretHash.of("hidden");
  private static final PinHash HIDDEN_PIN = new PinHash("0".repeat(64));

  private final RestClient client;

  RestSharing(RestClient client) {
    this.client = client;
  }

  Reply call(Caller caller, Object command) {
    return switch (command) {
      case CreateShareLink(AlbumId album, ShareTerms terms) ->
          reply(
              client.sendTwice(caller, "POST", "CreateShareLink", body(album, terms)),
              link -> {
                String url = link.path("Url").asText();
                return hiding(
                    new CreateShareLink.Created(
                        link(caller.subject(), link),
                        new ShareToken(url.substring(url.lastIndexOf('/') + 1))));
              });
      case GetShareLinks(var album) ->
          reply(
              client.get(
                  caller,
                  "GetShareLinks",
                  album.map(id -> "AlbumID=" + id.value()).orElse("") + RestSales.member(caller)),
              links ->
                  hiding(
                      new GetShareLinks.Listed(
                          items(links, link -> link(caller.subject(), link)))));
      case RemoveShareLink(ShareLinkId link) ->
          refusal(
                  client.send(
                      caller,
                      "POST",
                      "RemoveShareLink",
                      JSON.createObjectNode().put("ShareLinkID", link.value())))
              .orElseGet(() -> hiding(new RemoveShareLink.Removed()));
      case VisitShareLink visit -> visit(visit);
      default -> new Reply.NotOffered();
    };
  }

  private static Reply hiding(Object outcome) {
    return doneWithout(Field.COVER_SAFETY, outcome);
  }

  private static ObjectNode body(AlbumId album, ShareTerms terms) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("AlbumID", album.value())
            .put("Label", terms.label())
            .put("Download", terms.download());
    terms.expires().ifPresent(end -> body.put("ExpiresOn", WireTime.write(end)));
    terms.visitsMax().ifPresent(most -> body.put("VisitsMax", most));
    terms.pin().ifPresent(pin -> body.put("PinNumber", pin.value()));
    return body;
  }

  private static ShareLink link(UserId owner, JsonNode link) {
    return new ShareLink(
        new ShareLinkId(link.path("ShareLinkID").asInt()),
        owner,
        new AlbumId(link.path("AlbumID").asInt()),
        link.path("Label").asText(),
        HIDDEN_TOKEN,
        Instant.EPOCH,
        time(link, "ExpiresOn"),
        link.path("VisitsMax").isNull()
            ? Optional.empty()
            : Optional.of(link.path("VisitsMax").asInt()),
        link.path("Visits").asInt(),
        time(link, "LastVisitOn"),
        link.path("IsPinProtected").asBoolean() ? Optional.of(HIDDEN_PIN) : Optional.empty(),
        link.path("Download").asBoolean());
  }

  private static Optional<Instant> time(JsonNode link, String name) {
    return link.path(name).isNull() ? Optional.empty() : Optional.of(RestSales.time(link, name));
  }

  private Reply visit(VisitShareLink visit) {
    String query =
        "Token="
            + visit.token().value()
            + visit.pin().map(pin -> "&PinNumber=" + pin.value()).orElse("")
            + RestSales.page(visit.page());
    String cookie = "visit-" + visit.token().hash().value().substring(0, 16) + "=";
    HttpResponse<String> response =
        client.getByAnyone("GetSharedAlbum", query, cookie + visit.visit());
    return reply(
        response,
        album -> {
          String given =
              response
                  .headers()
                  .firstValue("Set-Cookie")
                  .map(set -> set.substring(cookie.length(), set.indexOf(';')))
                  .orElse(visit.visit());
          return hiding(RestGalleryApi.visited(album, given));
        });
  }
}
