package org.pinacotheca.application.pictures;

import java.util.List;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.PictureRemoval;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.albums.AlbumContents;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.pictures.Approvals;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSelection;

/** Reads, approves and rejects pending pictures. Thread-safe. */
public final class GalleryApprovals implements Approvals {
  private final UnitOfWork work;
  private final PictureRemoval removal;
  private final MediaLinks links;

  public GalleryApprovals(UnitOfWork work, PictureRemoval removal, MediaLinks links) {
    this.work = work;
    this.removal = removal;
    this.links = links;
  }

  @Override
  public GetPendingPictures.Outcome pending(Caller caller, GetPendingPictures query) {
    return work.read(tx ->
        Authorization.reading(tx, caller, denied -> denied, () -> pending(tx, caller, query)));
  }

  private GetPendingPictures.Outcome pending(
      Transaction tx, Caller caller, GetPendingPictures query) {
    ViewerAccess viewing = new ViewerAccess(tx, caller.subject(), links);
    return tx.members()
        .find(caller.subject())
        .<GetPendingPictures.Outcome>map(owner ->
            new GetPendingPictures.Read(
                owner,
                tx.pictures()
                    .pending(owner.id(), query.page())
                    .map(picture -> viewing.picture(picture, query.masking()))))
        .orElseGet(() -> new Denied(new Denial.MemberGone()));
  }

  @Override
  public ApprovePictures.Outcome approve(Caller caller, ApprovePictures command) {
    return work.transact(tx ->
        Authorization.owned(
            tx, caller, denied -> denied, () -> approve(tx, caller, command.pictures())));
  }

  private static ApprovePictures.Outcome approve(
      Transaction tx, Caller caller, PictureSelection named) {
    List<Picture> found = AlbumContents.ownPictures(tx, caller.subject(), named);
    if (found.size() < named.ids().size()) {
      return new PicturesNotFound(named.missing(found));
    }
    List<Picture> pending = found.stream().filter(picture -> !picture.isApproved()).toList();
    pending.forEach(picture -> tx.pictures().replace(picture.approved()));
    AlbumContents.recount(tx, caller.subject(), AlbumContents.albumsOf(pending));
    Authorization.record(
        tx, caller, AuditAction.PICTURES_APPROVED, AlbumContents.describe(named.ids()));
    return new ApprovePictures.Approved();
  }

  @Override
  public RejectPictures.Outcome reject(Caller caller, RejectPictures command) {
    return work.transactInReserve(tx ->
        Authorization.owned(
            tx, caller, denied -> denied, () -> reject(tx, caller, command.pictures())));
  }

  private RejectPictures.Outcome reject(Transaction tx, Caller caller, PictureSelection named) {
    List<Picture> pending =
        AlbumContents.ownPictures(tx, caller.subject(), named).stream()
            .filter(picture -> !picture.isApproved())
            .toList();
    if (pending.size() < named.ids().size()) {
      return new PicturesNotFound(named.missing(pending));
    }
    AlbumContents.remove(tx, caller.subject(), pending, removal);
    Authorization.record(
        tx, caller, AuditAction.PICTURES_REJECTED, AlbumContents.describe(named.ids()));
    return new RejectPictures.Rejected();
  }
}
