package org.pinacotheca.application.pictures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.albums.AlbumContents;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.pictures.Approvals;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;

/** Reads, approves and rejects pending pictures. Thread-safe. */
public final class GalleryApprovals implements Approvals {
  private final UnitOfWork work;
  private final PictureFiles files;
  private final MediaLinks links;

  public GalleryApprovals(UnitOfWork work, PictureFiles files, MediaLinks links) {
    this.work = work;
    this.files = files;
    this.links = links;
  }

  @Override
  public GetPendingPictures.Outcome pending(Caller caller, GetPendingPictures query) {
    return work.read(tx -> {
      Optional<CommonRefusal> refusal = Authorization.refusedReading(tx, caller, query);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      Optional<Member> found = tx.members().find(caller.subject());
      if (found.isEmpty()) {
        return new Denied(new Denial.MemberGone());
      }
      Member owner = found.get();
      ViewerAccess viewing = new ViewerAccess(tx, owner.id(), links);
      PageRequest page = PageRequest.of(query.pageNumber(), query.pageSize());
      return new GetPendingPictures.Read(
          owner,
          tx.pictures()
              .pending(owner.id(), page)
              .map(picture -> viewing.picture(picture, query.masking())));
    });
  }

  @Override
  public ApprovePictures.Outcome approve(Caller caller, ApprovePictures command) {
    return work.transact(tx -> approve(tx, caller, command));
  }

  private static ApprovePictures.Outcome approve(
      Transaction tx, Caller caller, ApprovePictures command) {
    Optional<CommonRefusal> refusal = Authorization.refusedWriting(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Set<PictureId> named = new HashSet<>(command.pictures());
    Optional<Denied> gone = Authorization.lockCaller(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    List<Picture> found = AlbumContents.ownPictures(tx, caller.subject(), named);
    if (found.size() < named.size()) {
      return new PicturesNotFound(AlbumContents.missing(named, found));
    }
    List<Picture> pending = found.stream().filter(picture -> !picture.isApproved()).toList();
    pending.forEach(picture -> tx.pictures().replace(picture.approved()));
    AlbumContents.recount(tx, caller.subject(), AlbumContents.albumsOf(pending));
    Authorization.record(tx, caller, AuditAction.PICTURES_APPROVED, AlbumContents.describe(named));
    return new ApprovePictures.Approved();
  }

  @Override
  public RejectPictures.Outcome reject(Caller caller, RejectPictures command) {
    List<MediaKey> abandoned = new ArrayList<>();
    RejectPictures.Outcome outcome =
        work.transactInReserve(tx -> {
          abandoned.clear();
          return reject(tx, caller, command, abandoned);
        });
    files.discard(abandoned);
    return outcome;
  }

  private static RejectPictures.Outcome reject(
      Transaction tx, Caller caller, RejectPictures command, List<MediaKey> abandoned) {
    Optional<CommonRefusal> refusal = Authorization.refusedWriting(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Set<PictureId> named = new HashSet<>(command.pictures());
    Optional<Denied> gone = Authorization.lockCaller(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    List<Picture> found =
        AlbumContents.ownPictures(tx, caller.subject(), named).stream()
            .filter(picture -> !picture.isApproved())
            .toList();
    if (found.size() < named.size()) {
      return new PicturesNotFound(AlbumContents.missing(named, found));
    }
    tx.pictures().remove(found);
    found.forEach(picture -> abandoned.add(picture.media()));
    AlbumContents.recount(tx, caller.subject(), AlbumContents.albumsOf(found));
    Authorization.record(tx, caller, AuditAction.PICTURES_REJECTED, AlbumContents.describe(named));
    return new RejectPictures.Rejected();
  }
}
