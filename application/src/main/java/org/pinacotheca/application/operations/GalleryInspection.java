package org.pinacotheca.application.operations;

import java.util.Optional;
import org.pinacotheca.application.api.operations.Finding.About;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.InspectionStore.CountedAlbum;
import org.pinacotheca.application.spi.InspectionStore.Row;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.installation.InstallationId;

/** Inspects a whole gallery. Thread-safe. */
public final class GalleryInspection implements Inspection {
  private final UnitOfWork work;
  private final PictureFiles files;
  private final ImageProcessor processor;

  public GalleryInspection(UnitOfWork work, PictureFiles files, ImageProcessor processor) {
    this.work = work;
    this.files = files;
    this.processor = processor;
  }

  @Override
  public Inspected inspect(Order order, Observer observer) {
    FindingCollector findings = new FindingCollector(order, observer);
    inspectKey(findings);
    inspectOwnership(findings);
    inspectAlbums(findings);
    LedgerInspection ledger = new LedgerInspection(work, findings);
    PurchaseInspection purchases = new PurchaseInspection(work, findings);
    ledger.inspectTransfers(purchases);
    ledger.inspectAccounts();
    purchases.inspect();
    new FileInspection(work, files, processor, findings).inspect();
    return findings.result();
  }

  private void inspectKey(FindingCollector findings) {
    if (work.<Boolean>read(tx -> tx.inspection().isMarkedWithAnotherKey())) {
      findings.add(
          FindingKind.MASTER_KEY,
          "the database began with another master key, so no PIN, secret or address of a picture"
              + " is good");
    }
  }

  /** An installation that was not yet opened by a server of this release has no ids. */
  private void inspectOwnership(FindingCollector findings) {
    Optional<InstallationId> database = work.read(tx -> tx.installation().id());
    Optional<InstallationId> media = files.installation();
    if (!database.equals(media)) {
      findings.add(
          FindingKind.OTHER_MEDIA,
          "the database keeps "
              + words(database)
              + " and the media store "
              + words(media)
              + ", so that one of them may be another installation's");
    }
  }

  private static String words(Optional<InstallationId> id) {
    return id.map(it -> "the installation id " + it.value()).orElse("no installation id");
  }

  private void inspectAlbums(FindingCollector findings) {
    Batches.<Row<AlbumId, CountedAlbum>>each(
        work,
        (tx, last, limit) -> tx.inspection().albums(last.map(Row::id), limit),
        page -> {
          page.forEach(row -> inspect(row, findings));
          findings.looked(Part.ALBUMS, page.size());
        });
  }

  private static void inspect(Row<AlbumId, CountedAlbum> row, FindingCollector findings) {
    switch (row) {
      case Row.Broken<AlbumId, CountedAlbum>(AlbumId id) ->
          findings.add(
              FindingKind.ROW_UNREADABLE,
              "the album's row breaks the rules of its values",
              new About("album", id.value()));
      case Row.Sound<AlbumId, CountedAlbum>(AlbumId _, CountedAlbum counted) ->
          inspect(counted, findings);
    }
  }

  private static void inspect(CountedAlbum counted, FindingCollector findings) {
    Album album = counted.album();
    About owner = new About("owner", album.owner().value());
    About id = new About("album", album.id().value());
    if (!album.tally().equals(counted.counted())) {
      findings.add(
          FindingKind.ALBUM_TALLY,
          "the album says " + words(album.tally()) + ", but holds " + words(counted.counted()),
          owner,
          id);
    }
    // A deployment may allow fewer pictures today than when the album was filled.
    int picturesMax = new AlbumCapacity(AlbumCapacity.ORDINARY_MAX).of(album.kind());
    if (counted.counted().pictures() > picturesMax) {
      findings.add(
          FindingKind.ALBUM_OVERFULL,
          "the album holds " + counted.counted().pictures() + " pictures of at most " + picturesMax,
          owner,
          id);
    }
  }

  private static String words(AlbumTally tally) {
    return tally.pictures()
        + " pictures, "
        + tally.approved()
        + " approved, cover "
        + tally.cover().map(GalleryInspection::words).orElse("none");
  }

  private static String words(Cover cover) {
    return "picture %d (%s, %s)"
        .formatted(cover.picture().value(), cover.format(), cover.safe() ? "safe" : "not safe");
  }
}
