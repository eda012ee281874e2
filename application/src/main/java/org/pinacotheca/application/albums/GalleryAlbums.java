package org.pinacotheca.application.albums;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.Albums;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDetails;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumRevision;
import org.pinacotheca.domain.album.AlbumShift;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.album.PinTerms;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/** The albums of members. Thread-safe. */
public final class GalleryAlbums implements Albums {
  private static final int ALBUMS_PER_QUERY_MAX = 100;

  private final UnitOfWork work;
  private final PictureFiles files;
  private final Secrets secrets;
  private final MediaLinks links;
  private final AlbumListCache listings;

  public GalleryAlbums(
      UnitOfWork work,
      PictureFiles files,
      Secrets secrets,
      MediaLinks links,
      AlbumListCache listings) {
    this.work = work;
    this.files = files;
    this.secrets = secrets;
    this.links = links;
    this.listings = listings;
  }

  @Override
  public CreateAlbum.Outcome create(Caller caller, CreateAlbum command) {
    return work.transact(tx -> create(tx, caller, command));
  }

  private CreateAlbum.Outcome create(Transaction tx, Caller caller, CreateAlbum command) {
    Optional<CommonRefusal> refusal = Authorization.refusedWriting(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<Denied> gone = Authorization.lockCaller(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    AlbumDetails details = command.draft().check().orElseThrow();
    Optional<Album> added = add(tx, caller, details, new AlbumKind.Ordinary(), secrets);
    if (added.isEmpty()) {
      return new TooManyAlbums(Album.ALBUMS_PER_MEMBER_MAX);
    }
    return new CreateAlbum.Created(
        view(viewing(tx, caller), added.get(), Masking.NONE, Optional.empty()));
  }

  /**
   * Adds an empty album behind the others of the member, whose gallery is locked; empty when they
   * have as many as allowed.
   */
  public static Optional<Album> add(
      Transaction tx, Caller caller, AlbumDetails details, AlbumKind kind, Secrets secrets) {
    UserId owner = caller.subject();
    AlbumStore.Extent extent = tx.albums().extent(owner);
    if (extent.count() >= Album.ALBUMS_PER_MEMBER_MAX) {
      return Optional.empty();
    }
    AlbumId id = tx.albums().nextId();
    Album album =
        new Album(
            id,
            owner,
            details.name(),
            details.description(),
            details.location(),
            lock(secrets, id, details.terms()),
            kind,
            Math.min(extent.nextSequence(), Album.SEQUENCE_MAX),
            tx.now(),
            tx.now(),
            AlbumTally.EMPTY);
    tx.albums().add(album);
    Authorization.record(tx, caller, AuditAction.ALBUM_CREATED, "album " + id.value());
    return Optional.of(album);
  }

  @Override
  public UpdateAlbum.Outcome update(Caller caller, UpdateAlbum command) {
    return work.transact(tx -> update(tx, caller, command));
  }

  private UpdateAlbum.Outcome update(Transaction tx, Caller caller, UpdateAlbum command) {
    Optional<CommonRefusal> refusal = Authorization.refusedWriting(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<Denied> gone = Authorization.lockCaller(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    Optional<Album> found = command.album().flatMap(id -> tx.albums().find(caller.subject(), id));
    if (found.isEmpty()) {
      return new AlbumNotFound();
    }
    AlbumRevision revision = command.change().check().orElseThrow();
    Album album = found.get();
    Checked<Optional<PinLock>> lock =
        revision.lock().after(album.lock(), pin -> hash(secrets, album.id(), pin));
    if (!lock.faults().isEmpty()) {
      return new InvalidFields(lock.faults());
    }
    int place = place(tx, album, command.sequence());
    AlbumShift.forMove(album.sequence(), place)
        .ifPresent(shift -> tx.albums().shift(album.owner(), shift));
    Album revised = album.revised(revision, lock.orElseThrow(), place, tx.now());
    tx.albums().replace(revised);
    Authorization.record(tx, caller, AuditAction.ALBUM_UPDATED, "album " + album.id().value());
    return new UpdateAlbum.Updated(
        view(viewing(tx, caller), revised, Masking.NONE, Optional.empty()));
  }

  /** The album's new position, at most behind all others. */
  private static int place(Transaction tx, Album album, OptionalInt wanted) {
    return wanted.isEmpty()
        ? album.sequence()
        : Math.min(wanted.getAsInt(), tx.albums().extent(album.owner()).count() - 1);
  }

  @Override
  public RemoveAlbum.Outcome remove(Caller caller, RemoveAlbum command) {
    List<MediaKey> abandoned = new ArrayList<>();
    RemoveAlbum.Outcome outcome =
        work.transactInReserve(tx -> {
          abandoned.clear();
          return remove(tx, caller, command, abandoned);
        });
    files.discard(abandoned);
    return outcome;
  }

  private RemoveAlbum.Outcome remove(
      Transaction tx, Caller caller, RemoveAlbum command, List<MediaKey> abandoned) {
    Optional<CommonRefusal> refusal = Authorization.refusedWriting(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<Denied> gone = Authorization.lockCaller(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    Optional<Album> album = command.album().flatMap(id -> tx.albums().find(caller.subject(), id));
    if (album.isEmpty()) {
      return new AlbumNotFound();
    }
    List<Picture> pictures = tx.pictures().ofAlbum(caller.subject(), album.get().id());
    if (command.removeAllPictures()) {
      tx.pictures().remove(pictures);
      pictures.forEach(picture -> abandoned.add(picture.media()));
    } else {
      if (tx.pictures().countLoose(caller.subject()) + pictures.size()
          > Picture.LOOSE_PICTURES_PER_MEMBER_MAX) {
        return new GalleryFull(Picture.LOOSE_PICTURES_PER_MEMBER_MAX);
      }
      pictures.forEach(picture -> tx.pictures().replace(picture.movedTo(Optional.empty())));
    }
    tx.albums().remove(album.get());
    tx.albums().shift(caller.subject(), AlbumShift.forRemoval(album.get().sequence()));
    String what = command.removeAllPictures() ? " with " : " without its ";
    Authorization.record(
        tx,
        caller,
        AuditAction.ALBUM_REMOVED,
        "album " + album.get().id().value() + what + pictures.size() + " pictures");
    return new RemoveAlbum.Removed();
  }

  @Override
  public ListAlbums.Outcome list(Caller caller, ListAlbums query) {
    return work.read(tx -> {
      Optional<Denied> denied = Authorization.deniedReading(tx, caller);
      if (denied.isPresent()) {
        return denied.get();
      }
      // Read first: a list may be newer than the version in its key, but never older.
      OptionalLong version = tx.members().galleryVersion(query.owner());
      if (version.isEmpty()) {
        return new MemberNotFound(query.owner());
      }
      ViewerAccess viewing = viewing(tx, caller);
      return listings.find(
          new AlbumListCache.Origin(
              query, version.getAsLong(), viewing.sight(query.owner()), links.end(tx.now())),
          () -> list(tx, viewing, query));
    });
  }

  private static ListAlbums.Listed list(Transaction tx, ViewerAccess viewing, ListAlbums query) {
    Optional<Map<AlbumId, List<PictureId>>> ids =
        query.withPictureIds()
            ? Optional.of(tx.pictures().approvedIdsByAlbum(query.owner()))
            : Optional.empty();
    return new ListAlbums.Listed(
        tx.albums().ofOwner(query.owner()).stream()
            .map(album -> view(viewing, album, query.masking(), ids))
            .toList());
  }

  @Override
  public FindAlbums.Outcome find(Caller caller, FindAlbums query) {
    if (query.owner().isEmpty() && query.albums().isEmpty()) {
      return new InvalidFields(List.of(FieldFault.of(Field.ALBUM, "or an owner is required.")));
    }
    if (query.albums().size() > ALBUMS_PER_QUERY_MAX) {
      String message =
          "must be at most " + ALBUMS_PER_QUERY_MAX + ", not " + query.albums().size() + ".";
      return new InvalidFields(List.of(FieldFault.of(Field.ALBUM, message)));
    }
    return work.read(tx -> {
      List<Album> albums =
          query
              .owner()
              .map(tx.albums()::ofOwner)
              .orElseGet(() -> tx.albums().findAll(query.albums()));
      ViewerAccess viewing = new ViewerAccess(tx, caller.actor(), links);
      Set<UserId> suspended = suspended(tx, albums);
      return new FindAlbums.Found(
          albums.stream()
              .filter(album -> !suspended.contains(album.owner()))
              .filter(album -> query.albums().isEmpty() || query.albums().contains(album.id()))
              .map(album -> view(viewing, album, Masking.NONE, Optional.empty()))
              .toList());
    });
  }

  private static Set<UserId> suspended(Transaction tx, List<Album> albums) {
    Set<UserId> owners = albums.stream().map(Album::owner).collect(Collectors.toSet());
    return tx.members().findAll(owners).stream()
        .filter(Member::suspended)
        .map(Member::id)
        .collect(Collectors.toSet());
  }

  private ViewerAccess viewing(Transaction tx, Caller caller) {
    return new ViewerAccess(tx, caller.subject(), links);
  }

  private static AlbumView view(
      ViewerAccess viewing,
      Album album,
      Masking masking,
      Optional<Map<AlbumId, List<PictureId>>> ids) {
    return new AlbumView(
        album,
        viewing.coverLinks(album, masking),
        album.tally().cover().map(Cover::safe).orElse(false),
        ids.map(byAlbum -> byAlbum.getOrDefault(album.id(), List.of())));
  }

  private static Optional<PinLock> lock(Secrets secrets, AlbumId album, Optional<PinTerms> terms) {
    return terms.map(chosen -> new PinLock(hash(secrets, album, chosen.pin()), chosen.price()));
  }

  /** The hash as which an album's PIN is stored. */
  public static PinHash hash(Secrets secrets, AlbumId album, Pin pin) {
    byte[] message = (album.value() + ":" + pin.value()).getBytes(StandardCharsets.UTF_8);
    return new PinHash(HexFormat.of().formatHex(secrets.keyedHash(Secrets.Purpose.PIN, message)));
  }
}
