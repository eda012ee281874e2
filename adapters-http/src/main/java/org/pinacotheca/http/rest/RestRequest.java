package org.pinacotheca.http.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
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

  private final Set<String> absent = new HashSet<>();
  private @Nullable Response absence;

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
      Optional<Body> body) {}

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
    if (named.getAsInt() < 1) {
      absent("UserID", Refusals.notInGroup(named.getAsInt()));
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

  /** The owner that a read names, which is required. */
  public Optional<UserId> owner() {
    Optional<UserId> owner = ownerIfNamed();
    if (owner.isEmpty() && absence == null) {
      fields.required("UserID", "is required: the owner.");
    }
    return owner;
  }

  /** The owner that is named, if one is. */
  public Optional<UserId> ownerIfNamed() {
    return named("UserID", UserId::new, Refusals::memberNotFound);
  }

  /** The album of the subject that is named, if one is. */
  public Optional<AlbumId> album() {
    return album(Refusals.albumNotFound());
  }

  /** As above, with the response when no such album can exist. */
  public Optional<AlbumId> album(Response ifImpossible) {
    return named("AlbumID", AlbumId::new, _ -> ifImpossible);
  }

  /** The picture that is named, if one is. */
  public Optional<PictureId> picture() {
    return named("PictureID", PictureId::new, Refusals::pictureNotFound);
  }

  /** The pictures that are named. */
  public List<PictureId> pictures() {
    List<PictureId> named = new ArrayList<>();
    for (int id : fields.integers("PictureIDs")) {
      if (id < 1) {
        absent("PictureIDs", Refusals.pictureNotFound(id));
      } else {
        named.add(new PictureId(id));
      }
    }
    return named;
  }

  private <I> Optional<I> named(
      String name, IntFunction<I> id, IntFunction<Response> ifImpossible) {
    OptionalInt number = fields.integer(name);
    if (number.isPresent() && number.getAsInt() < 1) {
      absent(name, ifImpossible.apply(number.getAsInt()));
      return Optional.empty();
    }
    return number.isPresent() ? Optional.of(id.apply(number.getAsInt())) : Optional.empty();
  }

  /**
   * Notes that what a field names cannot exist; reported after invalid fields and the group.
   *
   * @param answer the response to give
   */
  public void absent(String name, Response answer) {
    absent.add(name);
    if (absence == null) {
      absence = answer;
    }
  }

  /** Adds the gallery's field faults, except for fields that already have one. */
  public void note(List<FieldFault> found) {
    Set<String> noted = new HashSet<>(absent);
    fields.faults().forEach(fault -> noted.add(fault.name()));
    for (FieldFault fault : found) {
      String name = Refusals.wireName(fault);
      if (!noted.contains(name)) {
        fields.fault(name, fault.message());
      }
    }
  }

  private boolean isRefused(Request request) {
    note(request.faults());
    return absence != null || incoming.malformed().isPresent() || !fields.faults().isEmpty();
  }

  public EncodedResponse render(Response answer) {
    return EncodedResponse.of(answer, incoming.dialect());
  }

  /** Runs a query, unless a field is invalid. */
  public <O> EncodedResponse read(
      Request request, Supplier<O> query, Function<O, Response> translation) {
    return isRefused(request) ? refuse() : render(translation.apply(query.get()));
  }

  /**
   * As above, for a query that may return a cached object, whose encoded response is then reused.
   */
  public <O> EncodedResponse readAgain(
      Request request, Supplier<O> query, Function<O, Response> translation) {
    if (isRefused(request)) {
      return refuse();
    }
    O outcome = query.get();
    return outcome instanceof Refusal
        ? render(translation.apply(outcome))
        : renderings.find(
            outcome,
            incoming.dialect(),
            incoming.publicUrl(),
            () -> render(translation.apply(outcome)));
  }

  /** Runs a command, unless a field is invalid; at most once if there is a retry key. */
  public <O> EncodedResponse perform(
      Request request,
      Function<? super GalleryCommands, ? extends O> command,
      Function<? super O, Response> translation) {
    if (isRefused(request)) {
      return refuse();
    }
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
                outcome -> render(translation.apply(outcome)).toKept());
    return switch (once) {
      case Idempotency.Once.Answered<O>(byte[] answer, boolean isNew) ->
          EncodedResponse.ofKept(answer, isNew ? EncodedResponse.OK : EncodedResponse.REPLAYED);
      case Idempotency.Once.Refused<O>(O outcome) -> render(translation.apply(outcome));
      case Idempotency.Once.Denied<O>(Denial why) -> render(Refusals.denied(why));
      case Idempotency.Once.UsedForAnother<O>() -> render(Refusals.keyUsedForAnother());
    };
  }

  /** The refusal for invalid fields, or else for what cannot exist. */
  public EncodedResponse refuse() {
    if (incoming.malformed().isPresent()) {
      String reason = incoming.malformed().get();
      return render(
          incoming.body().isPresent()
              ? Refusals.malformedJson(reason)
              : Refusals.malformedQuery(reason));
    }
    if (absence == null || !fields.faults().isEmpty()) {
      return render(Refusals.invalid(fields.faults()));
    }
    Optional<Denial> denial = caller.flatMap(gallery.accounts()::denial);
    return render(denial.isPresent() ? Refusals.denied(denial.get()) : absence);
  }
}
