package org.pinacotheca.http.rest;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.FieldFault;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.Body;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;

/**
 * One call of an operation: its caller and its fields. Collects all invalid fields, which are
 * reported before any lookup. Used by one thread.
 */
public final class RestRequest {
  private final Gallery gallery;
  private final ResponseCache renderings;
  private final Incoming incoming;
  private final Fields fields;
  private final Optional<Caller> caller;

  /**
   * A call.
   *
   * @param identified the caller of the token; empty when an application calls with its key
   */
  public RestRequest(
      Gallery gallery,
      ResponseCache renderings,
      Incoming incoming,
      Optional<Caller> identified,
      Fields fields) {
    this.gallery = gallery;
    this.renderings = renderings;
    this.incoming = incoming;
    this.fields = fields;
    this.caller = incoming.isGroupForm() ? identified.map(this::forMember) : identified;
    if (incoming.retryKey().isPresent() && !isRetryKey(incoming.retryKey().get())) {
      fields.fault("Idempotency-Key", "must be 1-255 visible ASCII characters.");
    }
  }

  /**
   * The parts of a request besides its fields.
   *
   * @param scopes the scopes that the operation needs
   * @param malformed why its fields could not be read
   * @param fingerprint of the request, if it has a retry key
   * @param body of a request with pictures
   * @param origin the network of the client, as an opaque key
   * @param cookies of a request that anyone may make
   */
  public record Incoming(
      Set<Scope> scopes,
      Representation dialect,
      String publicUrl,
      Optional<String> bearerToken,
      boolean isGroupForm,
      boolean wantsMasks,
      Optional<String> retryKey,
      Optional<String> malformed,
      String fingerprint,
      Optional<Body> body,
      String origin,
      Map<String, String> cookies) {}

  static boolean isRetryKey(String text) {
    return Idempotency.RetryKey.isWellFormed(text);
  }

  /** The manager's call for a member; without a named member, it is checked as for the manager. */
  private Caller forMember(Caller manager) {
    OptionalInt named = fields.integer("UserID");
    if (named.isEmpty()) {
      fields.required("UserID", "is required: the member of the group to act for.");
      return manager.actingFor(manager.actor());
    }
    return manager.actingFor(new UserId(named.getAsInt()));
  }

  public Gallery gallery() {
    return gallery;
  }

  /** The caller and the member they act for; empty when an application calls with its key. */
  public Optional<Caller> identified() {
    return caller;
  }

  public Caller caller() {
    return caller.orElseThrow(() -> new IllegalStateException("no member calls"));
  }

  public Fields fields() {
    return fields;
  }

  public Optional<Body> body() {
    return incoming.body();
  }

  /** The network of the client, as an opaque key. */
  public String origin() {
    return incoming.origin();
  }

  /** The value of a cookie; the empty text when there is none. */
  public String cookie(String name) {
    return incoming.cookies().getOrDefault(name, "");
  }

  public String publicUrl() {
    return incoming.publicUrl();
  }

  /** The token of the call. */
  public Optional<String> bearerToken() {
    return incoming.bearerToken();
  }

  public Masking masking() {
    return incoming.wantsMasks() ? Masking.UNSAFE : Masking.NONE;
  }

  /** The owner that is named, which is required. */
  public Optional<UserId> owner() {
    return required("UserID", UserId::new, "the owner.");
  }

  /** The album that is named, if one is. */
  public Optional<AlbumId> album() {
    return named("AlbumID", AlbumId::new);
  }

  /** The pictures that are named. */
  public Optional<PictureSelection> pictures() {
    return take(
        PictureSelection.check(
            fields.integers("PictureIDs").stream().map(PictureId::new).toList()));
  }

  /** The page that is asked for. */
  public Optional<PageRequest> page() {
    return take(PageRequest.check(fields.integer("PageNumber"), fields.integer("PageSize")));
  }

  /** The price that a buyer saw; empty when they pay any price. */
  public Optional<Credits> priceSeen() {
    return take(Credits.checkSeen(fields.decimal("Price"))).flatMap(Function.identity());
  }

  /** The value of a number, if it is given. */
  public <I> Optional<I> named(String name, IntFunction<I> id) {
    OptionalInt number = fields.integer(name);
    return number.isPresent() ? Optional.of(id.apply(number.getAsInt())) : Optional.empty();
  }

  /**
   * The value of a number; a fault where none is given.
   *
   * @param what would be right, as the end of a sentence
   */
  public <I> Optional<I> required(String name, IntFunction<I> id, String what) {
    Optional<I> named = named(name, id);
    if (named.isEmpty()) {
      fields.required(name, "is required: " + what);
    }
    return named;
  }

  /** The value of checked input; empty when it has faults, which are reported. */
  public <T> Optional<T> take(Checked<T> checked) {
    note(checked.faults());
    return checked.valid();
  }

  /** Adds faults, except for fields that already have one. */
  private void note(List<FieldFault> found) {
    Set<String> noted = new HashSet<>();
    fields.faults().forEach(fault -> noted.add(fault.name()));
    for (FieldFault fault : found) {
      String name = Refusals.wireName(fault);
      if (!noted.contains(name)) {
        fields.fault(name, fault.message());
      }
    }
  }

  private boolean isRefused() {
    return incoming.malformed().isPresent() || !fields.faults().isEmpty();
  }

  public EncodedResponse render(Response answer) {
    return EncodedResponse.of(answer, incoming.dialect());
  }

  /**
   * Runs a query, unless a field is invalid.
   *
   * @param query made of the fields only when all are valid
   */
  public <Q, O> EncodedResponse read(
      Supplier<Q> query,
      Function<? super Q, ? extends O> reading,
      Function<? super O, Response> translation) {
    return isRefused() ? refuse() : render(translation.apply(reading.apply(query.get())));
  }

  /**
   * As above, for a query that may return a cached object, whose encoded response is then reused.
   */
  public <Q, O> EncodedResponse readAgain(
      Supplier<Q> query,
      Function<? super Q, ? extends O> reading,
      Function<? super O, Response> translation) {
    if (isRefused()) {
      return refuse();
    }
    O outcome = reading.apply(query.get());
    return outcome instanceof Refusal
        ? render(translation.apply(outcome))
        : renderings.find(
            outcome,
            incoming.dialect(),
            incoming.publicUrl(),
            () -> render(translation.apply(outcome)));
  }

  /**
   * Runs a command, unless a field is invalid; at most once if there is a retry key.
   *
   * @param command made of the fields only when all are valid
   */
  public <C, O> EncodedResponse perform(
      Supplier<C> command,
      BiFunction<? super GalleryCommands, ? super C, ? extends O> performing,
      Function<? super O, Response> translation) {
    if (isRefused()) {
      return refuse();
    }
    C valid = command.get();
    return once(gallery -> performing.apply(gallery, valid), translation);
  }

  private <O> EncodedResponse once(
      Function<? super GalleryCommands, ? extends O> command,
      Function<? super O, Response> translation) {
    if (incoming.retryKey().isEmpty()) {
      return render(translation.apply(command.apply(gallery)));
    }
    Idempotency.RetryKey key =
        new Idempotency.RetryKey(incoming.retryKey().get(), incoming.fingerprint());
    Idempotency.Once<O> once =
        gallery
            .idempotency()
            .once(
                caller(),
                key,
                incoming.scopes(),
                command,
                outcome -> render(translation.apply(outcome)).toStored());
    return switch (once) {
      case Idempotency.Once.Answered<O>(byte[] answer, boolean isNew) ->
          EncodedResponse.ofStored(answer, isNew ? EncodedResponse.OK : EncodedResponse.REPLAYED);
      case Idempotency.Once.Refused<O>(O outcome) -> render(translation.apply(outcome));
      case Idempotency.Once.Denied<O>(Denial why) -> render(Refusals.denied(why));
      case Idempotency.Once.UsedForAnother<O>() -> render(Refusals.KEY_USED_FOR_ANOTHER);
    };
  }

  /** The refusal of a request that cannot be read or has an invalid field. */
  public EncodedResponse refuse() {
    if (incoming.malformed().isPresent()) {
      String reason = incoming.malformed().get();
      return render(
          incoming.body().isPresent()
              ? Refusals.malformedJson(reason)
              : Refusals.malformedQuery(reason));
    }
    return render(Refusals.invalid(fields.faults()));
  }
}
