package org.pinacotheca.http.refusal;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.accounts.LoginNotFound;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.accounts.RateLimits;
import org.pinacotheca.application.api.accounts.SessionNotFound;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.pictures.UploadRefusal;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.application.api.selling.OwnSale;
import org.pinacotheca.application.api.selling.PlanNotFound;
import org.pinacotheca.application.api.selling.PriceChanged;
import org.pinacotheca.application.api.selling.SaleRefusal;
import org.pinacotheca.application.api.selling.SubscriptionTooLong;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.application.api.sharing.PinRequired;
import org.pinacotheca.application.api.sharing.ShareLinkNotFound;
import org.pinacotheca.application.api.sharing.TooManyShareLinks;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;
import org.pinacotheca.http.identity.ProviderKeys;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.ErrorBody;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.WireTime;
import org.pinacotheca.transport.MalformedHeadException;
import org.pinacotheca.transport.RefusedForNowException;

/**
 * Translates refusals into error responses. The codes are listed in {@code docs/rest-codes.md} and
 * do not change.
 */
public final class Refusals {
  /** Seconds until a client may retry after a temporary refusal. */
  public static final String RETRY_AFTER_SECONDS = "2";

  /** The refusal of a query that cannot be decoded. */
  public static final String QUERY_UNREADABLE =
      "The query must be name=value pairs, percent-encoded in UTF-8.";

  public static final Response ROUTE_NOT_FOUND =
      Response.error(404, "route_not_found", "There is no such operation.");
  public static final Response NOT_ACCEPTABLE =
      Response.error(
          406,
          "not_acceptable",
          "The Accept header must allow application/json, application/xml or text/xml.");
  public static final Response UNAUTHORIZED =
      unauthorized(
          "The Authorization header must be 'bearer' and an access token that is neither expired"
              + " nor revoked.");
  public static final Response UNKNOWN_KEY =
      unauthorized(
          "The X-ApiKey header, or apiKey in the query, must be the key of an application.");
  public static final Response FOREIGN_ORIGIN =
      Response.error(
          403,
          "foreign_origin",
          "A request with the session of a browser must come from a page of the gallery itself; a"
              + " program sends an access token.");
  public static final Response PROVIDER_UNAVAILABLE =
      Response.error(
              503,
              "identity_provider_unavailable",
              "The key that signed the token is not known, and the identity provider cannot be"
                  + " asked for it now; nothing was done. Try again later.")
          .with("Retry-After", Long.toString(ProviderKeys.RETRY_AFTER.toSeconds()));
  public static final Response MALFORMED_BODY =
      malformedRequest(400, "The chunks of the body are malformed.");
  public static final Response TOO_SLOW =
      Response.error(408, "request_timeout", "The body did not arrive in time.")
          .with("Connection", "close");
  public static final Response STORAGE_UNAVAILABLE =
      laterPlease(
          "storage_unavailable", "The gallery's storage cannot be used now. Try again later.");
  public static final Response STORAGE_FULL =
      laterPlease(
          "storage_full",
          "The disk has no room for more; nothing was done. Reading goes on, and writing as soon"
              + " as there is room.");
  public static final Response KEY_USED_FOR_ANOTHER =
      Response.error(
          422,
          "idempotency_key_reused",
          "The Idempotency-Key was used for another request; a new request needs a new key.");

  /** For an album that is named without its owner. */
  public static final Response ANY_ALBUM_NOT_FOUND = albumNotFound("There is no such album.");

  public static final Response LOCKED_ALBUM_NOT_FOUND =
      albumNotFound("There is no such album behind a PIN.");

  private static final Response OVERLOADED =
      laterPlease(
          "overloaded",
          "The service has more work than it can do now; nothing was done. Try again later.");

  /** Only a few dialects exist, whatever clients send. */
  private static final Map<Representation, EncodedResponse> OVERLOADED_ENCODED =
      new ConcurrentHashMap<>();

  private Refusals() {}

  public static Response wrongVerb(String allowed) {
    return Response.error(405, "method_not_allowed", "This operation is called by " + allowed + ".")
        .with("Allow", allowed);
  }

  public static Response wrongMediaType(String wanted) {
    return Response.error(
        415, "unsupported_media_type", "The body must be of Content-Type " + wanted + ".");
  }

  public static Response unauthorized(String reason) {
    return Response.error(401, "unauthorized", reason).with("WWW-Authenticate", "Bearer");
  }

  /** The reason why a head cannot be read. */
  public static Response malformedHead(Throwable reason) {
    return switch (reason) {
      case TooLongHttpLineException _ -> malformedRequest(414, "The request line is too long.");
      case TooLongHttpHeaderException _ ->
          malformedRequest(431, "The headers of the request are too long.");
      case MalformedHeadException reported -> malformedRequest(400, reported.reason());
      default -> malformedRequest(400, "The head of the request is no HTTP.");
    };
  }

  private static Response malformedRequest(int status, String message) {
    return Response.error(status, "malformed_request", message).with("Connection", "close");
  }

  public static Response tooLarge(long bytesMax) {
    return Response.error(
            413, "request_too_large", "The body must have at most " + bytesMax + " bytes.")
        .with("Connection", "close");
  }

  private static Response laterPlease(String code, String message) {
    return Response.error(503, code, message).with("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** As bytes, written once for each dialect. */
  public static EncodedResponse overloaded(Representation dialect) {
    return OVERLOADED_ENCODED.computeIfAbsent(dialect, it -> EncodedResponse.of(OVERLOADED, it));
  }

  /** What an observer of requests asks for. */
  public static EncodedResponse forNow(RefusedForNowException refused, Representation dialect) {
    return switch (refused.reason()) {
      case OVERLOADED -> overloaded(dialect);
      case STORAGE_UNAVAILABLE -> EncodedResponse.of(STORAGE_UNAVAILABLE, dialect);
      case RATE_LIMITED ->
          EncodedResponse.of(
              rateLimited(new RateLimits.RateExceeded(refused.retryAfter())), dialect);
    };
  }

  public static Response malformedQuery(String message) {
    return Response.error(400, "invalid_fields", message);
  }

  public static Response malformedJson(String message) {
    return Response.error(400, "malformed_json", message);
  }

  public static Response invalid(List<ErrorBody.Fault> faults) {
    return Response.error(400, ErrorBody.ofFields("invalid_fields", faults));
  }

  /** The response for invalid fields that the gallery found. */
  public static Response invalidFields(List<FieldFault> faults) {
    return invalid(
        faults.stream()
            .map(fault -> new ErrorBody.Fault(wireName(fault), fault.message()))
            .toList());
  }

  /** The wire name of the invalid field. */
  public static String wireName(FieldFault fault) {
    String name = nameOf(fault.field());
    return fault.index().isPresent()
        ? nameOf(listOf(fault.field())) + "[" + fault.index().getAsInt() + "]." + name
        : name;
  }

  private static String nameOf(Field field) {
    return switch (field) {
      case USER -> "UserID";
      case PLANS -> "PricePlans";
      case PLAN -> "PricePlanID";
      case DURATION -> "DurationID";
      case PRICE -> "Price";
      case ALBUM -> "AlbumID";
      case ALBUM_NAME -> "Name";
      case ALBUM_DESCRIPTION, DESCRIPTION -> "Description";
      case ALBUM_LOCATION -> "Location";
      case PIN -> "PinNumber";
      case PIN_PRICE -> "PINPrice";
      case PASSWORD -> "Password";
      case SEQUENCE -> "Sequence";
      case PICTURES -> "PictureIDs";
      case UPLOADS -> "Pictures";
      case PICTURE -> "PictureID";
      case TITLE -> "Title";
      case LABEL -> "Label";
      case EXPIRES -> "ExpiresOn";
      case VISITS_MAX -> "VisitsMax";
      case PAGE_SIZE -> "PageSize";
      case PAGE_NUMBER -> "PageNumber";
    };
  }

  /** The list whose items have this field. */
  private static Field listOf(Field field) {
    return switch (field) {
      case PLAN, DURATION, PRICE -> Field.PLANS;
      default -> Field.UPLOADS;
    };
  }

  /** The response for a refusal of a member's command or query. */
  public static Response of(CommandRefusal refusal) {
    return switch (refusal) {
      case UploadRefusal common -> upload(common);
      case SaleRefusal sale -> sale(sale);
      case GalleryFull(int picturesMax) ->
          Response.error(
              409,
              "gallery_full",
              "A member keeps at most " + picturesMax + " pictures outside of albums.");
      case LoginNotFound() ->
          Response.error(
              404,
              "login_not_found",
              "No such login waits: the token is mistyped, was used or declined, or is over 20"
                  + " minutes old. The program can ask for another.");
      case MemberNotFound(UserId member) ->
          Response.error(404, "member_not_found", "There is no member " + member.value() + ".");
      case PicturesNotFound(List<PictureId> pictures) -> picturesNotFound(pictures);
      case PinRequired() ->
          Response.error(403, "pin_required", "The link asks for a PIN; give it as PinNumber.");
      case PlanNotFound() ->
          Response.error(404, "plan_not_found", "The owner offers no such price plan.");
      case SessionNotFound() ->
          Response.error(
              404,
              "session_not_found",
              "You have no such session: its id is mistyped, or it is over. GetSessions tells those"
                  + " that are on.");
      case ShareLinkNotFound() ->
          Response.error(
              404,
              "share_link_not_found",
              "There is no such share link: it is mistyped, was removed, or has ended.");
      case SubscriptionTooLong(Instant until) ->
          Response.error(
              409,
              "subscription_too_long",
              "A subscription ends at most "
                  + Subscription.YEARS_AHEAD_MAX
                  + " years from now; this one is valid until "
                  + WireTime.write(until)
                  + ", and nothing was charged.");
      case TooManyAlbums(int albumsMax) ->
          Response.error(409, "too_many_albums", "A member has at most " + albumsMax + " albums.");
      case TooManyShareLinks(int linksMax) ->
          Response.error(
              409, "too_many_share_links", "An album has at most " + linksMax + " share links.");
      case TooManyWrongPins(Duration wait) ->
          tooMany(
              "too_many_wrong_pins",
              "Too many wrong PINs were given for the album. Yours is tried again in ",
              wait);
      case WrongPin() ->
          Response.error(403, "wrong_pin", "The PIN is not the album's; the attempt was counted.");
    };
  }

  private static Response upload(UploadRefusal refusal) {
    return switch (refusal) {
      case Denied(Denial why) -> denied(why);
      case InvalidFields(List<FieldFault> faults) -> invalidFields(faults);
      case AlbumNotFound() -> albumNotFound("The member has no such album.");
      case FaultyImages faulty -> faultyImages(faulty);
      case AlbumFull(int picturesMax, int pictures) ->
          Response.error(
              409,
              "album_full",
              "The album holds at most "
                  + picturesMax
                  + " pictures and has "
                  + pictures
                  + " already.");
      case Overloaded() -> OVERLOADED;
    };
  }

  public static Response denied(Denial denial) {
    return switch (denial) {
      case Denial.ScopeMissing(Scope scope) ->
          Response.error(
              403, "scope_missing", "The access token must have the scope " + scope.word() + ".");
      case Denial.ManagesNoGroup() ->
          Response.error(
              403,
              "not_group_manager",
              "Only the manager of a group may act for another member; the caller manages none.");
      case Denial.NotInGroup(UserId member) ->
          Response.error(
              403,
              "not_in_group",
              "The member " + member.value() + " is not in the group the caller manages.");
      case Denial.MemberSuspended(UserId member) ->
          memberSuspended("The member " + member.value() + " is suspended.");
      case Denial.MemberGone() -> UNAUTHORIZED;
    };
  }

  public static Response memberSuspended(String message) {
    return Response.error(
        403, "member_suspended", message + " Nothing was done; ask the operator of the gallery.");
  }

  private static Response albumNotFound(String message) {
    return Response.error(404, "album_not_found", message);
  }

  private static Response picturesNotFound(List<PictureId> pictures) {
    String ids =
        pictures.stream()
            .limit(50)
            .map(id -> Integer.toString(id.value()))
            .collect(Collectors.joining(", "));
    return Response.error(404, "picture_not_found", "The member has no such picture: " + ids + ".");
  }

  private static Response sale(SaleRefusal refusal) {
    return switch (refusal) {
      case OwnSale() ->
          Response.error(
              403,
              "own_sale",
              "A manager cannot spend a member's credits on the manager's own gallery; nothing was"
                  + " charged. The member can buy it with an access token of their own.");
      case PriceChanged(Credits price) -> priceChanged(price.toDecimal());
      case NotEnoughCredits(Credits price, Optional<Credits> balance) ->
          Response.error(
              402,
              "not_enough_credits",
              "The price is "
                  + price.toDecimal()
                  + " credits, and the balance is "
                  + balance.map(held -> held.toDecimal().toString()).orElse("lower")
                  + ".");
    };
  }

  private static Response priceChanged(BigDecimal price) {
    return Response.error(
        409,
        new ErrorBody(
            "The price has changed: it is " + price + " credits now. Nothing was charged.",
            "price_changed",
            Map.of("Price", List.of("must be " + price + ", the price now."))));
  }

  public static Response rateLimited(RateLimits.RateExceeded refusal) {
    return tooMany(
        "rate_limited",
        "There were more requests within this minute than are answered; nothing was done. Try again"
            + " in ",
        refusal.retryAfter());
  }

  public static Response tooManyRegistrations(Duration wait) {
    return tooMany(
        "too_many_registrations", "Too many have registered lately. Try again in ", wait);
  }

  public static Response tooManyWrongPasswords(Duration wait) {
    return tooMany(
        "too_many_wrong_passwords",
        "Too many wrong passwords were given. Yours is tried again in ",
        wait);
  }

  private static Response tooMany(String code, String message, Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    return Response.error(429, code, message + seconds + " seconds.")
        .with("Retry-After", Long.toString(seconds));
  }

  /** With several invalid fields, the code is that of the first. */
  private static Response faultyImages(FaultyImages faulty) {
    List<ErrorBody.Fault> faults =
        faulty.images().stream()
            .map(image ->
                new ErrorBody.Fault(
                    "Pictures[" + image.index() + "].Image", describe(image.fault())))
            .toList();
    ImageFault first = faulty.images().getFirst().fault();
    int status =
        switch (first) {
          case TOO_MANY_BYTES, TOO_DEMANDING -> 413;
          default -> 400;
        };
    return Response.error(status, ErrorBody.ofFields(code(first), faults));
  }

  private static String code(ImageFault fault) {
    return switch (fault) {
      case MISSING -> "image_missing";
      case MALFORMED_TRANSFER -> "image_not_base64";
      case TOO_MANY_BYTES -> "image_too_large";
      case NOT_AN_IMAGE -> "not_an_image";
      case UNSUPPORTED_KIND, HEIF -> "image_unsupported";
      case TOO_MANY_PIXELS -> "image_too_many_pixels";
      case TOO_DEMANDING -> "image_too_demanding";
      case CORRUPT -> "image_corrupt";
    };
  }

  public static String describe(ImageFault fault) {
    return switch (fault) {
      case MISSING -> "is required: a JPEG, PNG, GIF or WebP in base64.";
      case MALFORMED_TRANSFER -> "must be base64, with nothing else but white space in it.";
      case TOO_MANY_BYTES -> "has more bytes than a picture may have.";
      case NOT_AN_IMAGE -> "must be a JPEG, PNG, GIF or WebP; it is none of them.";
      case UNSUPPORTED_KIND -> "must be a JPEG, PNG, GIF or WebP of a usual variant.";
      case HEIF -> "is HEIC or AVIF, which is not taken: send it as JPEG.";
      case TOO_MANY_PIXELS -> "has more pixels than a picture may have.";
      case TOO_DEMANDING ->
          "takes more memory or time to decode than a picture may take; save it with fewer pixels,"
              + " frames or scans.";
      case CORRUPT -> "begins as a picture, but is truncated or damaged.";
    };
  }
}
