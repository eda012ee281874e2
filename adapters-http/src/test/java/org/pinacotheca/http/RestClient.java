package org.pinacotheca.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.application.api.selling.OwnSale;
import org.pinacotheca.application.api.selling.PlanNotFound;
import org.pinacotheca.application.api.selling.PriceChanged;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.SubscriptionTooLong;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.application.api.sharing.PinRequired;
import org.pinacotheca.application.api.sharing.ShareLinkNotFound;
import org.pinacotheca.application.api.sharing.TooManyShareLinks;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.Reply;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** Sends requests to the REST API and reads its refusals. Used by one thread. */
final class RestClient {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final Map<String, Class<?>> REFUSALS =
      Map.ofEntries(
          Map.entry("scope_missing", Denial.ScopeMissing.class),
          Map.entry("not_group_manager", Denial.ManagesNoGroup.class),
          Map.entry("not_in_group", Denial.NotInGroup.class),
          Map.entry("member_suspended", Denial.MemberSuspended.class),
          Map.entry("member_not_found", MemberNotFound.class),
          Map.entry("album_not_found", AlbumNotFound.class),
          Map.entry("picture_not_found", PicturesNotFound.class),
          Map.entry("invalid_fields", InvalidFields.class),
          Map.entry("image_missing", FaultyImages.class),
          Map.entry("image_not_base64", FaultyImages.class),
          Map.entry("image_too_large", FaultyImages.class),
          Map.entry("not_an_image", FaultyImages.class),
          Map.entry("image_unsupported", FaultyImages.class),
          Map.entry("image_too_many_pixels", FaultyImages.class),
          Map.entry("image_corrupt", FaultyImages.class),
          Map.entry("album_full", AlbumFull.class),
          Map.entry("gallery_full", GalleryFull.class),
          Map.entry("too_many_albums", TooManyAlbums.class),
          Map.entry("wrong_pin", WrongPin.class),
          Map.entry("pin_required", PinRequired.class),
          Map.entry("share_link_not_found", ShareLinkNotFound.class),
          Map.entry("too_many_share_links", TooManyShareLinks.class),
          Map.entry("too_many_wrong_pins", TooManyWrongPins.class),
          Map.entry("plan_not_found", PlanNotFound.class),
          Map.entry("subscription_too_long", SubscriptionTooLong.class),
          Map.entry("own_sale", OwnSale.class),
          Map.entry("price_changed", PriceChanged.class),
          Map.entry("not_enough_credits", NotEnoughCredits.class),
          Map.entry("not_a_sale", RefundSale.NotASale.class),
          Map.entry("already_refunded", RefundSale.AlreadyRefunded.class),
          Map.entry("credits_spent", RefundSale.CreditsSpent.class),
          Map.entry("not_found", Registration.Unknown.class),
          Map.entry("conflict", Registration.Conflict.class),
          Map.entry("overloaded", Overloaded.class));

  private final URI root;
  private final HttpClient client;
  private final SampleMembers world;
  private int retryKeys;

  /** A client of the API at an address without a slash at its end. */
  RestClient(URI root, HttpClient client, SampleMembers world) {
    this.root = root;
    this.client = client;
    this.world = world;
  }

  /** Reads with the caller's token, for the member they act for, if any. */
  HttpResponse<String> get(Caller caller, String operation, String query) {
    String path = path(caller, operation) + (query.isEmpty() ? "" : "?" + query);
    return send(request(caller, path).GET());
  }

  /** Reads with the key of the caller's application. */
  HttpResponse<String> getByKey(Caller caller, String operation, String query) {
    return send(
        HttpRequest.newBuilder(URI.create(root + "/v1/Pictures/" + operation + "?" + query))
            .header("X-ApiKey", caller.application().value())
            .GET());
  }

  /** Reads without token or key, as a browser with this cookie. */
  HttpResponse<String> getByAnyone(String operation, String query, String cookie) {
    return send(
        HttpRequest.newBuilder(URI.create(root + "/v1/Pictures/" + operation + "?" + query))
            .header("Cookie", cookie)
            .GET());
  }

  HttpResponse<String> send(Caller caller, String method, String operation, ObjectNode body) {
    caller.actingFor().ifPresent(member -> body.put("UserID", member.value()));
    return send(writing(request(caller, path(caller, operation)), method, body));
  }

  /** Writes with an idempotency key, and retries, which must give the same response. */
  HttpResponse<String> sendTwice(Caller caller, String method, String operation, ObjectNode body) {
    caller.actingFor().ifPresent(member -> body.put("UserID", member.value()));
    retryKeys++;
    HttpRequest.Builder request =
        writing(request(caller, path(caller, operation)), method, body)
            .header("Idempotency-Key", "retry-" + retryKeys);
    HttpResponse<String> first = send(request);
    if (first.statusCode() == 200) {
      HttpResponse<String> again = send(request);
      if (again.statusCode() != 200 || !again.body().equals(first.body())) {
        throw new AssertionError(
            "a second time it is " + again.statusCode() + " " + again.body() + ": " + first.body());
      }
    }
    return first;
  }

  /** Calls the admin API. */
  HttpResponse<String> administer(String call, ObjectNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + "/admin/v1/" + call))
            .header("Authorization", "bearer " + RestServer.ADMIN_TOKEN);
    return send(writing(request, "POST", body));
  }

  private static String path(Caller caller, String operation) {
    String area = caller.actingFor().isPresent() ? "/v1/Groups/" : "/v1/";
    return area + (operation.contains("/") ? operation : "Pictures/" + operation);
  }

  private HttpRequest.Builder request(Caller caller, String path) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .header("Authorization", "Bearer " + world.bearerToken(caller));
  }

  private static HttpRequest.Builder writing(
      HttpRequest.Builder request, String method, ObjectNode body) {
    try {
      return request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }

  /** The refusal, if any. */
  static Optional<Reply> refusal(HttpResponse<String> response) {
    if (response.statusCode() == 200) {
      return Optional.empty();
    }
    String code = json(response).path("Code").asText();
    Class<?> refusal = REFUSALS.get(code);
    if (refusal == null) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return Optional.of(new Reply.Refused(refusal));
  }
}
