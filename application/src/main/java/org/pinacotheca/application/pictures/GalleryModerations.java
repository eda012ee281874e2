package org.pinacotheca.application.pictures;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.pinacotheca.application.access.PictureRemoval;
import org.pinacotheca.application.albums.AlbumContents;
import org.pinacotheca.application.api.pictures.Moderations;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSelection;

/** A moderator's decisions on pictures. Thread-safe. */
public final class GalleryModerations implements Moderations {
  private final UnitOfWork work;
  private final PictureRemoval removal;

  public GalleryModerations(UnitOfWork work, PictureRemoval removal) {
    this.work = work;
    this.removal = removal;
  }

  @Override
  public Moderated confirm(List<PictureId> pictures, boolean safe) {
    String verdict = safe ? "safe: " : "not safe: ";
    return work.transact(tx ->
        moderate(
            tx,
            pictures,
            verdict,
            (owner, found) ->
                found.forEach(picture -> {
                  Picture moderated = picture.moderated(safe);
                  tx.pictures().replace(moderated);
                  AlbumContents.showAgain(tx, moderated);
                })));
  }

  @Override
  public Moderated remove(List<PictureId> pictures) {
    return work.transactInReserve(tx ->
        moderate(
            tx,
            pictures,
            "removed: ",
            (owner, found) -> AlbumContents.remove(tx, owner, found, removal)));
  }

  /** Locks the owners' galleries in ascending order, so that two moderators never deadlock. */
  private static Moderated moderate(
      Transaction tx,
      List<PictureId> pictures,
      String verdict,
      BiConsumer<UserId, List<Picture>> change) {
    Set<PictureId> named = new HashSet<>(pictures);
    Set<UserId> owners =
        tx.pictures().findAll(named).stream()
            .map(Picture::owner)
            .collect(Collectors.toCollection(TreeSet::new));
    owners.forEach(tx.members()::lockGallery);
    List<Picture> found = tx.pictures().findAll(named);
    if (found.size() < named.size()) {
      return new Moderated.Missing(PictureSelection.missing(named, found));
    }
    for (UserId owner : owners) {
      List<Picture> ofOwner =
          found.stream().filter(picture -> picture.owner().equals(owner)).toList();
      change.accept(owner, ofOwner);
      record(tx, owner, verdict, ofOwner);
    }
    return new Moderated.Done();
  }

  /** Writes as many audit entries as are needed to name every picture. */
  private static void record(Transaction tx, UserId owner, String verdict, List<Picture> pictures) {
    for (int from = 0; from < pictures.size(); from += Picture.PICTURES_PER_REQUEST_MAX) {
      int to = Math.min(from + Picture.PICTURES_PER_REQUEST_MAX, pictures.size());
      List<PictureId> named = pictures.subList(from, to).stream().map(Picture::id).toList();
      String target = verdict + AlbumContents.describe(named);
      tx.audit()
          .append(
              AuditEntry.ofOperator(
                  tx.now(), Optional.of(owner), AuditAction.PICTURES_MODERATED, target));
    }
  }
}
