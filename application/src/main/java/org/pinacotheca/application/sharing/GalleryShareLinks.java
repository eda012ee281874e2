package org.pinacotheca.application.sharing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.PictureRemoval;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.application.api.sharing.CreateShareLink;
import org.pinacotheca.application.api.sharing.GetShareLinks;
import org.pinacotheca.application.api.sharing.PinRequired;
import org.pinacotheca.application.api.sharing.RemoveShareLink;
import org.pinacotheca.application.api.sharing.ShareLinkNotFound;
import org.pinacotheca.application.api.sharing.ShareLinks;
import org.pinacotheca.application.api.sharing.TooManyShareLinks;
import org.pinacotheca.application.api.sharing.VisitShareLink;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.access.PinLockout;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.sharing.ShareLink;
import org.pinacotheca.domain.sharing.ShareLinkId;
import org.pinacotheca.domain.sharing.SharePin;
import org.pinacotheca.domain.sharing.ShareTerms;
import org.pinacotheca.domain.sharing.ShareToken;
import org.pinacotheca.domain.validation.Checked;

/** Links with which visitors look at one album. Thread-safe. */
public final class GalleryShareLinks implements ShareLinks {
  private static final int NONCE_DIGITS = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final UnitOfWork work;
  private final Secrets secrets;
  private final MediaLinks links;
  private final PictureRemoval removal;

  public GalleryShareLinks(
      UnitOfWork work, PictureRemoval removal, Secrets secrets, MediaLinks links) {
    this.work = work;
    this.removal = removal;
    this.secrets = secrets;
    this.links = links;
  }

  @Override
  public CreateShareLink.Outcome create(Caller caller, CreateShareLink command) {
    return work.transact(
        tx -> Authorization.owned(tx, caller, denied -> denied, () -> create(tx, caller, command)));
  }

  private CreateShareLink.Outcome create(Transaction tx, Caller caller, CreateShareLink command) {
    return switch (command.terms().checkedAt(tx.now())) {
      case Checked.Invalid<ShareTerms>(var faults) -> new InvalidFields(faults);
      case Checked.Valid<ShareTerms>(ShareTerms terms) ->
          tx.albums().find(caller.subject(), command.album()).isEmpty()
              ? new AlbumNotFound()
              : add(tx, caller, command.album(), terms);
    };
  }

  private CreateShareLink.Outcome add(
      Transaction tx, Caller caller, AlbumId album, ShareTerms terms) {
    UserId owner = caller.subject();
    if (tx.shareLinks().ofAlbum(owner, album).size() >= ShareLink.OF_ALBUM_MAX) {
      return new TooManyShareLinks(ShareLink.OF_ALBUM_MAX);
    }
    ShareLinkId id = tx.shareLinks().nextId();
    ShareToken token = new ShareToken(secrets.randomHex(ShareToken.DIGITS));
    ShareLink link =
        ShareLink.of(
            id, owner, album, terms, token.hash(), terms.pin().map(pin -> hash(id, pin)), tx.now());
    tx.shareLinks().add(link);
    Authorization.record(tx, caller, AuditAction.SHARE_LINK_CREATED, describe(link));
    return new CreateShareLink.Created(link, token);
  }

  private static String describe(ShareLink link) {
    return "share link " + link.id().value() + " of album " + link.album().value();
  }

  @Override
  public GetShareLinks.Outcome list(Caller caller, GetShareLinks query) {
    return work.read(tx ->
        Authorization.permitted(
            tx,
            caller,
            Set.of(Scope.PROFILE_GALLERY),
            denied -> denied,
            () -> list(tx, caller.subject(), query)));
  }

  private static GetShareLinks.Outcome list(Transaction tx, UserId owner, GetShareLinks query) {
    if (query.album().isEmpty()) {
      return new GetShareLinks.Listed(tx.shareLinks().ofOwner(owner));
    }
    AlbumId album = query.album().get();
    return tx.albums().find(owner, album).isEmpty()
        ? new AlbumNotFound()
        : new GetShareLinks.Listed(tx.shareLinks().ofAlbum(owner, album));
  }

  @Override
  public RemoveShareLink.Outcome remove(Caller caller, RemoveShareLink command) {
    return work.transactInReserve(
        tx -> Authorization.owned(tx, caller, denied -> denied, () -> remove(tx, caller, command)));
  }

  private RemoveShareLink.Outcome remove(Transaction tx, Caller caller, RemoveShareLink command) {
    Optional<ShareLink> link =
        tx.shareLinks().find(command.link()).filter(it -> it.owner().equals(caller.subject()));
    if (link.isEmpty()) {
      return new ShareLinkNotFound();
    }
    tx.shareLinks().remove(link.get());
    removal.endAddresses(tx, caller.subject());
    Authorization.record(tx, caller, AuditAction.SHARE_LINK_REMOVED, describe(link.get()));
    return new RemoveShareLink.Removed();
  }

  @Override
  public boolean isOpen(ShareToken token) {
    return work.read(tx ->
        tx.shareLinks()
            .find(token.hash())
            .filter(link -> link.isOpenAt(tx.now()))
            .flatMap(link -> tx.members().findActive(link.owner()))
            .isPresent());
  }

  @Override
  public VisitShareLink.Outcome visit(VisitShareLink command) {
    return work.transactInReserve(tx ->
        tx.shareLinks()
            .find(command.token().hash())
            .<VisitShareLink.Outcome>map(link -> visit(tx, link, command))
            .orElseGet(ShareLinkNotFound::new));
  }

  private VisitShareLink.Outcome visit(Transaction tx, ShareLink found, VisitShareLink command) {
    boolean isCounted = isVisit(found.id(), command.visit());
    // A visitor who reads on changes nothing; a PIN is tried, and a visit counted, one at a time.
    Optional<ShareLink> open =
        (isCounted && found.pin().isEmpty() ? Optional.of(found) : tx.shareLinks().lock(found.id()))
            .filter(link -> isCounted ? link.isOpenAt(tx.now()) : link.takesVisitAt(tx.now()));
    Optional<Member> owner = tx.members().findActive(found.owner());
    Optional<Album> album = tx.albums().find(found.owner(), found.album());
    if (open.isEmpty() || owner.isEmpty() || album.isEmpty()) {
      return new ShareLinkNotFound();
    }
    ShareLink link = open.get();
    Optional<VisitShareLink.Outcome> refusal = pinRefusal(tx, link, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (!isCounted) {
      tx.shareLinks().replaceVisits(link.visited(tx.now()));
    }
    return new VisitShareLink.Visited(
        owner.get(),
        album.get(),
        tx.pictures()
            .approved(
                link.owner(), Optional.of(link.album()), PictureOrder.DATE_UPLOADED, command.page())
            .map(picture ->
                new PictureView(
                    picture,
                    Optional.of(links.through(link, picture, command.masking(), tx.now())))),
        link.download(),
        isCounted ? command.visit() : newVisit(link.id()));
  }

  private Optional<VisitShareLink.Outcome> pinRefusal(
      Transaction tx, ShareLink link, VisitShareLink command) {
    if (link.pin().isEmpty()) {
      return Optional.empty();
    }
    if (command.pin().isEmpty()) {
      return Optional.of(new PinRequired());
    }
    SharePin offered = command.pin().get();
    String origin = origin(link.id(), command.origin());
    // Nobody is known here, so that too many wrong PINs of all stop everyone.
    PinLockout.Verdict verdict =
        attempts(tx, link.id(), origin)
            .judge(false, () -> link.isOpenedBy(hash(link.id(), offered)));
    return switch (verdict) {
      case PinLockout.Verdict.Locked(Duration wait) -> Optional.of(new TooManyWrongPins(wait));
      case PinLockout.Verdict.Wrong(WrongPinAttempt counted) -> {
        tx.shareLinks().addWrongPin(link.id(), origin, counted);
        yield Optional.of(new WrongPin());
      }
      case PinLockout.Verdict.Right() -> Optional.empty();
    };
  }

  private static PinLockout attempts(Transaction tx, ShareLinkId link, String origin) {
    Instant end = PinLockout.end(tx.now());
    return new PinLockout(
        tx.now(),
        tx.shareLinks().wrongPins(link, origin, end, PinLockout.OF_VIEWER_MAX),
        tx.shareLinks().wrongPin(link, end, PinLockout.OF_ALL_MAX));
  }

  /** The hash as which a link's PIN is stored; no album's PIN has the same one. */
  private PinHash hash(ShareLinkId link, SharePin pin) {
    return new PinHash(
        keyedHash(Secrets.Purpose.PIN, "share link " + link.value() + ":" + pin.value()));
  }

  private String origin(ShareLinkId link, String origin) {
    return keyedHash(Secrets.Purpose.SHARE_LINK, "origin " + link.value() + ":" + origin);
  }

  /** A signed number that says nothing of the visitor. */
  private String newVisit(ShareLinkId link) {
    String nonce = secrets.randomHex(NONCE_DIGITS);
    return nonce + signature(link, nonce);
  }

  private boolean isVisit(ShareLinkId link, String visit) {
    if (visit.length() <= NONCE_DIGITS) {
      return false;
    }
    String expected = signature(link, visit.substring(0, NONCE_DIGITS));
    return MessageDigest.isEqual(bytes(expected), bytes(visit.substring(NONCE_DIGITS)));
  }

  private String signature(ShareLinkId link, String nonce) {
    return keyedHash(Secrets.Purpose.SHARE_LINK, "visit " + link.value() + ":" + nonce);
  }

  private String keyedHash(Secrets.Purpose purpose, String message) {
    return HEX.formatHex(secrets.keyedHash(purpose, bytes(message)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
