package org.pinacotheca.rpc.method;

import java.util.List;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.accounts.RateLimits;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.TooManyPending;
import org.pinacotheca.application.api.pictures.UploadRefusal;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;
import org.pinacotheca.rpc.wire.RpcError;

/** Translates the gallery's refusals into RPC errors. */
public final class Faults {
  private Faults() {}

  /** The value of checked parameters. */
  static <T> T valid(Checked<T> checked) throws CallRefused {
    return switch (checked) {
      case Checked.Valid<T>(T value) -> value;
      case Checked.Invalid<T>(List<FieldFault> faults) -> throw of(new InvalidFields(faults));
    };
  }

  public static CallRefused of(CommonRefusal refusal) {
    return switch (refusal) {
      case Denied(Denial.MemberGone()) -> new CallRefused(RpcError.INVALID_SESSION);
      case Denied _ -> new CallRefused(RpcError.PERMISSION_DENIED);
      case InvalidFields(List<FieldFault> faults) ->
          CallRefused.parameter(
              faults.stream().map(Faults::sentence).collect(Collectors.joining(" ")));
    };
  }

  static CallRefused of(UploadRefusal refusal) {
    return switch (refusal) {
      case CommonRefusal common -> of(common);
      case AlbumNotFound() -> new CallRefused(RpcError.INVALID_ALBUM);
      case FaultyImages faulty -> of(faulty);
      case AlbumFull full -> of(full);
      case Overloaded() -> new CallRefused(RpcError.SERVICE_UNAVAILABLE);
    };
  }

  public static CallRefused of(RateLimits.RateExceeded exceeded) {
    long seconds = exceeded.retryAfter().plusNanos(999_999_999).toSeconds();
    return new CallRefused(
        RpcError.RATE_LIMIT,
        "There were more calls within this minute than are answered. Please retry in "
            + seconds
            + " seconds.");
  }

  public static CallRefused of(AlbumFull full) {
    return new CallRefused(
        RpcError.ALBUM_FULL, "The album is full; it holds at most " + full.picturesMax() + ".");
  }

  public static CallRefused of(TooManyAlbums many) {
    return new CallRefused(
        RpcError.ALBUM_FULL,
        "There is no room for another album; a user has at most " + many.albumsMax() + ".");
  }

  public static CallRefused of(TooManyPending many) {
    return new CallRefused(
        RpcError.TOO_MANY_PENDING,
        "Too many photos are pending approval; at most " + many.pendingMax() + " may.");
  }

  public static CallRefused of(FaultyImages faulty) {
    String message =
        switch (faulty.images().getFirst().fault()) {
          case MISSING -> "The image is missing.";
          case MALFORMED_TRANSFER -> "The transfer encoding of the image is broken.";
          case TOO_MANY_BYTES -> "The image is too large.";
          case NOT_AN_IMAGE -> "The file is not an image.";
          case UNSUPPORTED_KIND -> "The image is of an unsupported kind.";
          case HEIF -> "The image is HEIC or AVIF. Send it as JPEG.";
          case TOO_MANY_PIXELS -> "The image has too many pixels.";
          case TOO_DEMANDING ->
              "The image takes too much memory or time to decode; it needs fewer pixels, frames or"
                  + " scans.";
          case CORRUPT -> "The image is corrupt.";
        };
    return new CallRefused(RpcError.INVALID_IMAGE, message);
  }

  private static String sentence(FieldFault fault) {
    return "The parameter " + parameter(fault.field()) + " " + fault.message();
  }

  private static String parameter(Field field) {
    return switch (field) {
      case ALBUM -> "aid";
      case ALBUM_NAME -> "name";
      case ALBUM_DESCRIPTION -> "description";
      case ALBUM_LOCATION -> "location";
      case PIN -> "pin";
      case PIN_PRICE -> "pin_price";
      case PASSWORD -> "password";
      case SEQUENCE -> "sequence";
      // No method sells or shares access; these names follow the style of the others.
      case USER -> "uid";
      case PLANS -> "plans";
      case PLAN -> "plan";
      case DURATION -> "duration";
      case PRICE -> "price";
      case LABEL -> "label";
      case EXPIRES -> "expires";
      case VISITS_MAX -> "visits_max";
      case PICTURES, PICTURE -> "pids";
      case UPLOADS -> "data";
      case TITLE -> "title";
      case DESCRIPTION -> "caption";
      case PAGE_SIZE -> "pageSize";
      case PAGE_NUMBER -> "pageNumber";
    };
  }
}
