package org.pinacotheca.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.FindAlbums;
import org.pinacotheca.application.api.FindPictures;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.Retries;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.member.UserId;

/**
 * One call of an operation: who calls, and with which fields. What is wrong with the form of the
 * request is gathered here, and told only after it is clear that the caller may call at all and
 * that what he names exists. Used by one thread.
 */
final class Call {
  /**
   * The most pictures of which the gallery is asked whether they exist; more are a fault anyway.
   */
  private static final int NAMED_PICTURES_MAX = 100;

  private final Gallery gallery;
  private final Renderings renderings;
  private final Operation operation;
  private final Incoming incoming;
  private final Fields fields;
  private final Optional<Caller> caller;

  private @Nullable Answer absence;
  private Optional<UserId> namedOwner = Optional.empty();
  private Optional<AlbumId> namedAlbum = Optional.empty();
  private List<PictureId> namedPictures = List.of();
  private final List<Supplier<Optional<Answer>>> lookUps = new ArrayList<>();

  /**
   * A call.
   *
   * @param identified the bearer of the token; empty where an application calls with its key
   */
  Call(
      Gallery gallery,
      Renderings renderings,
      Operation operation,
      Incoming incoming,
      Optional<Caller> identified,
      Fields fields) {
    this.gallery = gallery;
    this.renderings = renderings;
    this.operation = operation;
    this.incoming = incoming;
    this.fields = fields;
    this.caller = incoming.isGroupForm() ? identified.map(this::forMember) : identified;
    if (incoming.retryKey().isPresent() && !isRetryKey(incoming.retryKey().get())) {
      fields.fault("Idempotency-Key", "must be 1-255 visible ASCII characters.");
    }
  }

  /**
   * What is known of a request besides its fields.
   *
   * @param malformed why it has no fields that could be read
   * @param fingerprint of the request, where there is a retry key
   * @param body of a request with pictures
   */
  record Incoming(
      Dialect dialect,
      String publicUrl,
      Optional<String> bearerToken,
      boolean isGroupForm,
      boolean wantsMasks,
      Optional<String> retryKey,
      Optional<String> malformed,
      String fingerprint,
      Optional<Body> body) {}

  static boolean isRetryKey(String text) {
    return Retries.RetryKey.isWellFormed(text);
  }

  /**
   * The manager's call for a member; where no member is named, it is judged as if he named himself.
   */
  private Caller forMember(Caller manager) {
    OptionalInt named = fields.integer("UserID");
    if (named.isEmpty()) {
      fields.required("UserID", "is required: the member of the group to act for.");
      return manager.actingFor(manager.actor());
    }
    if (named.getAsInt() < 1) {
      absence = Refusals.notInGroup(named.getAsInt());
      return manager.actingFor(manager.actor());
    }
    return manager.actingFor(new UserId(named.getAsInt()));
  }

  Gallery gallery() {
    return gallery;
  }

  /** Who calls, and for whom; empty where an application calls with its key. */
  Optional<Caller> identified() {
    return caller;
  }

  Caller caller() {
    return caller.orElseThrow(() -> new IllegalStateException("no member calls"));
  }

  Fields fields() {
    return fields;
  }

  Optional<Body> body() {
    return incoming.body();
  }

  String publicUrl() {
    return incoming.publicUrl();
  }

  /** The token that the call came with. */
  Optional<String> bearerToken() {
    return incoming.bearerToken();
  }

  Masking masking() {
    return incoming.wantsMasks() ? Masking.UNSAFE : Masking.NONE;
  }

  /** The owner that a read names, which is required. */
  Optional<UserId> owner() {
    Optional<UserId> owner = ownerIfNamed();
    if (owner.isEmpty() && absence == null) {
      fields.required("UserID", "is required: the owner.");
    }
    return owner;
  }

  /** The owner that is named, if one is. */
  Optional<UserId> ownerIfNamed() {
    OptionalInt named = fields.integer("UserID");
    if (named.isEmpty()) {
      return Optional.empty();
    }
    if (named.getAsInt() < 1) {
      absent(Refusals.memberNotFound(named.getAsInt()));
      return Optional.empty();
    }
    namedOwner = Optional.of(new UserId(named.getAsInt()));
    return namedOwner;
  }

  /** The album that is named, if one is. */
  Optional<AlbumId> album() {
    OptionalInt named = fields.integer("AlbumID");
    if (named.isEmpty()) {
      return Optional.empty();
    }
    if (named.getAsInt() < 1) {
      absent(Refusals.albumNotFound());
      return Optional.empty();
    }
    namedAlbum = Optional.of(new AlbumId(named.getAsInt()));
    return namedAlbum;
  }

  /** The picture that is named, if one is. */
  Optional<PictureId> picture() {
    OptionalInt named = fields.integer("PictureID");
    if (named.isEmpty()) {
      return Optional.empty();
    }
    if (named.getAsInt() < 1) {
      absent(noPicture(named.getAsInt()));
      return Optional.empty();
    }
    namedPictures = List.of(new PictureId(named.getAsInt()));
    return Optional.of(namedPictures.getFirst());
  }

  /** The pictures that are named. */
  List<PictureId> pictures() {
    List<PictureId> named = new ArrayList<>();
    for (int id : fields.integers("PictureIDs")) {
      if (id < 1) {
        absent(noPicture(id));
      } else {
        named.add(new PictureId(id));
      }
    }
    int distinct = new HashSet<>(named).size();
    if (distinct > NAMED_PICTURES_MAX) {
      fields.fault("PictureIDs", "must name 1-50 pictures, not " + distinct + ".");
      return List.of();
    }
    namedPictures = named;
    return named;
  }

  private static Answer noPicture(int id) {
    return Answer.error(404, "picture_not_found", "The member has no such picture: " + id + ".");
  }

  /**
   * Has something looked up that must be there before a fault of form is told.
   *
   * @param lookUp what to tell where it is not there
   */
  void mustExist(Supplier<Optional<Answer>> lookUp) {
    lookUps.add(lookUp);
  }

  /** Notes that what is named cannot exist. */
  void absent(Answer answer) {
    if (absence == null) {
      absence = answer;
    }
  }

  /** Whether something is wrong with the form of what was read so far. */
  boolean isFaulty() {
    return absence != null || incoming.malformed().isPresent() || !fields.faults().isEmpty();
  }

  Rendered render(Answer answer) {
    return Rendered.of(answer, incoming.dialect());
  }

  /** Reads, unless the form is at fault. */
  <O> Rendered read(Supplier<O> query, Function<O, Answer> translation) {
    return isFaulty() ? refuse() : render(translation.apply(query.get()));
  }

  /**
   * The same for what the gallery may give as the very object it gave before, which is then not
   * written again.
   */
  <O> Rendered readAgain(Supplier<O> query, Function<O, Answer> translation) {
    if (isFaulty()) {
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

  /**
   * Does a command, unless the form is at fault; at most once where the client gave a retry key.
   */
  <O> Rendered perform(
      Function<? super GalleryCommands, ? extends O> command,
      Function<? super O, Answer> translation) {
    if (isFaulty()) {
      return refuse();
    }
    if (incoming.retryKey().isEmpty()) {
      return render(translation.apply(command.apply(gallery)));
    }
    Retries.RetryKey key = new Retries.RetryKey(incoming.retryKey().get(), incoming.fingerprint());
    AtomicBoolean isNew = new AtomicBoolean();
    Retries.Once<O> once =
        gallery
            .retries()
            .once(
                caller(),
                key,
                command,
                outcome -> {
                  isNew.set(true);
                  return render(translation.apply(outcome)).toKept();
                });
    return switch (once) {
      case Retries.Once.Answered<O>(byte[] answer) ->
          Rendered.ofKept(answer, isNew.get() ? Rendered.OK : Rendered.REPLAYED);
      case Retries.Once.Refused<O>(O outcome) -> render(translation.apply(outcome));
      case Retries.Once.UsedForAnother<O>() -> render(Refusals.keyUsedForAnother());
    };
  }

  /** Tells what is wrong with the form, after everything that comes before it. */
  Rendered refuse() {
    Optional<Denial> denial =
        caller.flatMap(who -> gallery.accounts().denial(who, operation.scopes()));
    if (denial.isPresent()) {
      return render(Refusals.denied(denial.get()));
    }
    if (absence != null) {
      return render(absence);
    }
    if (incoming.malformed().isPresent()) {
      return render(Refusals.malformedJson(incoming.malformed().get()));
    }
    return render(missing().orElseGet(() -> Refusals.invalid(fields.faults())));
  }

  /** What of the named things does not exist. */
  private Optional<Answer> missing() {
    if (namedOwner.isPresent() && gallery.accounts().members(Set.of(namedOwner.get())).isEmpty()) {
      return Optional.of(Refusals.memberNotFound(namedOwner.get().value()));
    }
    List<PictureId> missingPictures = missingPictures();
    if (!missingPictures.isEmpty()) {
      return Optional.of(Refusals.picturesNotFound(missingPictures));
    }
    return namedAlbum
        .filter(album -> !exists(album))
        .map(_ -> Refusals.albumNotFound())
        .or(() -> lookUps.stream().flatMap(lookUp -> lookUp.get().stream()).findFirst());
  }

  private UserId ownerOrSubject() {
    return namedOwner.orElseGet(() -> caller().subject());
  }

  private List<PictureId> missingPictures() {
    if (namedPictures.isEmpty()) {
      return List.of();
    }
    FindPictures query =
        new FindPictures(
            List.of(ownerOrSubject()),
            Optional.empty(),
            List.copyOf(new HashSet<>(namedPictures)),
            OptionalInt.of(1),
            OptionalInt.of(NAMED_PICTURES_MAX));
    return switch (gallery.pictures().find(caller(), query)) {
      case FindPictures.Found(var page) -> {
        Set<PictureId> missing = new TreeSet<>(namedPictures);
        page.items().forEach(view -> missing.remove(view.picture().id()));
        yield List.copyOf(missing);
      }
      case InvalidFields _ -> List.of();
    };
  }

  private boolean exists(AlbumId album) {
    return switch (gallery
        .albums()
        .find(caller(), new FindAlbums(Optional.of(ownerOrSubject()), Set.of(album)))) {
      case FindAlbums.Found(var albums) -> !albums.isEmpty();
      case InvalidFields _ -> true;
    };
  }
}
