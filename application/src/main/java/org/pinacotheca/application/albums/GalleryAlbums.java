package org.pinacotheca.application.albums;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.PictureRemoval;
import org.pinacotheca.application.access.ViewerAccess;
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
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.validation.Checked;

/** The albums of members. Thread-safe. */
public final class GalleryAlbums implements Albums {
  private final UnitOfWork work;
  private final PictureRemoval removal;
  private final Secrets secrets;
  private final MediaLinks links;
  private final AlbumListCache listings;

  public GalleryAlbums(
      UnitOfWork work,
      PictureRemoval removal,
      Secrets secrets,
      MediaLinks links,
      AlbumListCache listings) {
    this.work = work;
    this.removal = removal;
    this.secrets = secrets;
    this.links = links;
    this.listings = listings;
  }

  @Override
  public CreateAlbum.Outcome create(Caller caller, CreateAlbum command) {
    return work.transact(
        tx -> Authorization.owned(tx, caller, denied -> denied, () -> create(tx, caller, command)));
  }

  private CreateAlbum.Outcome create(Transaction tx, Caller caller, CreateAlbum command) {
    return add(tx, caller, command.details(), new AlbumKind.Ordinary(), secrets)
        .<CreateAlbum.Outcome>map(album ->
            new CreateAlbum.Created(
                view(viewing(tx, caller), album, Masking.NONE, Optional.empty())))
        .orElseGet(() -> new TooManyAlbums(Album.ALBUMS_PER_MEMBER_MAX));
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
    return work.transact(
        tx -> Authorization.owned(tx, caller, denied -> denied, () -> update(tx, caller, command)));
  }

  private UpdateAlbum.Outcome update(Transaction tx, Caller caller, UpdateAlbum command) {
    Optional<Album> found = tx.albums().find(caller.subject(), command.album());
    if (found.isEmpty()) {
      return new AlbumNotFound();
    }
    Album album = found.get();
    AlbumRevision revision = command.revision();
    return switch (revision.lock().after(album.lock(), pin -> hash(secrets, album.id(), pin))) {
      case Checked.Invalid<Optional<PinLock>>(var faults) -> new InvalidFields(faults);
      case Checked.Valid<Optional<PinLock>>(Optional<PinLock> lock) -> {
        int place =
            album.positionAfter(command.sequence(), tx.albums().extent(album.owner()).count());
        AlbumShift.forMove(album.sequence(), place)
            .ifPresent(shift -> tx.albums().shift(album.owner(), shift));
        Album revised = album.revised(revision, lock, place, tx.now());
        tx.albums().replace(revised);
        Authorization.record(tx, caller, AuditAction.ALBUM_UPDATED, "album " + album.id().value());
        yield new UpdateAlbum.Updated(
            view(viewing(tx, caller), revised, Masking.NONE, Optional.empty()));
      }
    };
  }

  @Override
  public RemoveAlbum.Outcome remove(Caller caller, RemoveAlbum command) {
    return work.transactInReserve(
        tx -> Authorization.owned(tx, caller, denied -> denied, () -> remove(tx, caller, command)));
  }

  private RemoveAlbum.Outcome remove(Transaction tx, Caller caller, RemoveAlbum command) {
    UserId owner = caller.subject();
    Optional<Album> found = tx.albums().find(owner, command.album());
    if (found.isEmpty()) {
      return new AlbumNotFound();
    }
    Album album = found.get();
    List<Picture> pictures = tx.pictures().ofAlbum(owner, album.id());
    if (command.removeAllPictures()) {
      removal.remove(tx, owner, pictures);
    } else {
      if (AlbumContents.isTooFull(tx, owner, GalleryKind.PRIVATE, pictures.size())) {
        return new GalleryFull(GalleryKind.PRIVATE.outsideOfAlbumsMax());
      }
      pictures.forEach(picture -> tx.pictures().replace(picture.movedTo(Optional.empty())));
    }
    tx.shareLinks().removeOfAlbum(owner, album.id());
    removal.endAddresses(tx, owner);
    tx.albums().remove(album);
    tx.albums().shift(owner, AlbumShift.forRemoval(album.sequence()));
    String what = command.removeAllPictures() ? " with " : " without its ";
    Authorization.record(
        tx,
        caller,
        AuditAction.ALBUM_REMOVED,
        "album " + album.id().value() + what + pictures.size() + " pictures");
    return new RemoveAlbum.Removed();
  }

  @Override
  public ListAlbums.Outcome list(Caller caller, ListAlbums query) {
    Listing listing =
        work.read(tx ->
            Authorization.reading(
                tx,
                caller,
                Listing::of,
                () -> {
                  // Read first: a list may be newer than the version in its key, but never older.
                  OptionalLong version = tx.members().galleryVersion(query.owner());
                  return version.isEmpty()
                      ? Listing.of(new MemberNotFound(query.owner()))
                      : list(tx, viewing(tx, caller), query, version.getAsLong());
                }));
    listing.afterRead.run();
    return listing.outcome;
  }

  /**
   * The outcome of a query.
   *
   * @param afterRead caches the list; not before the unit of work has succeeded, because a version
   *     that is lost with a failing disk is used again
   */
  private record Listing(ListAlbums.Outcome outcome, Runnable afterRead) {
    static Listing of(ListAlbums.Outcome outcome) {
      return new Listing(outcome, () -> {});
    }
  }

  private Listing list(Transaction tx, ViewerAccess viewing, ListAlbums query, long version) {
    AlbumListCache.Origin origin =
        new AlbumListCache.Origin(
            query, version, viewing.sight(query.owner()), links.end(tx.now()));
    return listings
        .find(origin)
        .map(Listing::of)
        .orElseGet(() -> {
          ListAlbums.Listed made = list(tx, viewing, query);
          return new Listing(made, () -> listings.keep(origin, made));
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
  public List<AlbumView> find(Caller caller, FindAlbums query) {
    return work.read(tx -> {
      List<Album> albums =
          query
              .owner()
              .map(tx.albums()::ofOwner)
              .orElseGet(() -> tx.albums().findAll(query.albums()));
      ViewerAccess viewing = new ViewerAccess(tx, caller.actor(), links);
      Set<UserId> suspended = suspended(tx, albums);
      return albums.stream()
          .filter(album -> !suspended.contains(album.owner()))
          .filter(album -> query.albums().isEmpty() || query.albums().contains(album.id()))
          .map(album -> view(viewing, album, Masking.NONE, Optional.empty()))
          .toList();
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
