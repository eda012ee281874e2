package org.pinacotheca.application.operations;

import java.util.Locale;
import java.util.Optional;
import org.pinacotheca.application.api.operations.Finding.About;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.InspectionStore.CountedAlbum;
import org.pinacotheca.application.spi.InspectionStore.Dangling;
import org.pinacotheca.application.spi.InspectionStore.NumberSource;
import org.pinacotheca.application.spi.InspectionStore.Reference;
import org.pinacotheca.application.spi.InspectionStore.Row;
import org.pinacotheca.application.spi.InspectionStore.Sample;
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
    inspectTie(findings);
    inspectNumbers(findings);
    for (Reference reference : Reference.values()) {
      inspect(reference, findings);
    }
    inspectAlbums(findings);
    LedgerInspection ledger = new LedgerInspection(work, findings);
    PurchaseInspection purchases = new PurchaseInspection(work, findings);
    ledger.inspectTransfers(purchases);
    ledger.inspectAccounts();
    purchases.inspect();
    new FileInspection(work, files, processor, findings).inspect();
    return findings.result();
  }

  /** With another key no secret can be decrypted, which is reported as one finding. */
  private void inspectKey(FindingCollector findings) {
    if (work.<Boolean>read(tx -> tx.inspection().isMarkedWithAnotherKey())) {
      findings.add(
          FindingKind.MASTER_KEY,
          "the database began with another master key, so no PIN, secret or address of a picture"
              + " is good");
      return;
    }
    Sample<String> closed =
        work.read(tx -> tx.inspection().secretsThatDoNotOpen(findings.listedMax()));
    for (String secret : closed.listed()) {
      findings.add(
          FindingKind.SEALED_SECRET, "the master key does not open the secret of the " + secret);
    }
    findings.addUnlisted(FindingKind.SEALED_SECRET, closed.total() - closed.listed().size());
  }

  /** An installation that was not yet opened by a server of this release has no ids. */
  private void inspectTie(FindingCollector findings) {
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

  private void inspectNumbers(FindingCollector findings) {
    for (NumberSource source : work.read(tx -> tx.inspection().numberSources())) {
      if (source.next() <= source.greatest()) {
        findings.add(
            FindingKind.NUMBERS_BEHIND,
            "the next number would be "
                + source.next()
                + ", but "
                + source.greatest()
                + " is taken, so that adding fails",
            new About("sequence", source.name()));
      }
    }
  }

  private void inspect(Reference reference, FindingCollector findings) {
    Sample<Dangling> dangling =
        work.read(tx -> tx.inspection().dangling(reference, findings.listedMax()));
    String word = reference.name().toLowerCase(Locale.ROOT).replace('_', '-');
    for (Dangling row : dangling.listed()) {
      findings.add(
          FindingKind.DANGLING_REFERENCE,
          "the " + row.row() + " names the " + row.missing() + ", which is not there",
          new About("reference", word));
    }
    findings.addUnlisted(
        FindingKind.DANGLING_REFERENCE, dangling.total() - dangling.listed().size());
    findings.looked(Part.REFERENCES, 1);
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
