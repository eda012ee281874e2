package org.pinacotheca.application.installation;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.operations.MediaClaim;
import org.pinacotheca.application.spi.InspectionStore.Row;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.installation.MediaOwnership;
import org.pinacotheca.domain.installation.MediaOwnership.Pictures;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;

/**
 * Claims the media store of a database by a common id. Any number of nodes may do it at once: the
 * database decides on the id. Thread-safe.
 */
public final class MediaClaims {
  /** How many pictures are checked until one with a file is found. */
  private static final int PICTURES_SOUGHT_MAX = 100;

  private final UnitOfWork work;
  private final PictureFiles files;
  private final Secrets secrets;

  public MediaClaims(UnitOfWork work, PictureFiles files, Secrets secrets) {
    this.work = work;
    this.files = files;
    this.secrets = secrets;
  }

  /** Claims the media store, or returns why they do not belong together. */
  public MediaClaim claim() {
    MediaClaim first = tryOnce();
    // Another node may have claimed them between two checks.
    return first instanceof MediaClaim.Refused ? tryOnce() : first;
  }

  private MediaClaim tryOnce() {
    Optional<InstallationId> database = work.read(tx -> tx.installation().id());
    Optional<InstallationId> media = files.installation();
    if (database.isPresent() && database.equals(media)) {
      return claimed(database.get());
    }
    MediaOwnership ownership = MediaOwnership.of(database, media, pictures(), files.isEmpty());
    InstallationId id = kept(ownership == MediaOwnership.NEW ? media : Optional.empty());
    return switch (ownership) {
      case SAME, NEW -> claimed(id);
      case OTHERS_MEDIA -> new MediaClaim.OthersMedia(id, media.orElseThrow());
      case MEDIA_MISSING -> new MediaClaim.MediaMissing(id);
      case UNKNOWN_MEDIA -> new MediaClaim.UnknownMedia(id);
    };
  }

  private MediaClaim claimed(InstallationId id) {
    InstallationId media = files.claim(id);
    return media.equals(id) ? new MediaClaim.Claimed(id) : new MediaClaim.OthersMedia(id, media);
  }

  /** The id of the database, which gets one now when it has none. */
  private InstallationId kept(Optional<InstallationId> wanted) {
    InstallationId fresh =
        wanted.orElseGet(() -> new InstallationId(secrets.randomHex(InstallationId.DIGITS)));
    return work.transactInReserve(tx ->
        tx.installation()
            .id()
            .orElseGet(() -> {
              tx.installation().add(fresh);
              return fresh;
            }));
  }

  private Pictures pictures() {
    List<Row<PictureId, Picture>> rows =
        work.read(tx -> tx.inspection().pictures(Optional.empty(), PICTURES_SOUGHT_MAX));
    if (rows.isEmpty()) {
      return Pictures.NONE;
    }
    return rows.stream().anyMatch(this::hasFiles) ? Pictures.FOUND : Pictures.LOST;
  }

  private boolean hasFiles(Row<PictureId, Picture> row) {
    return row instanceof Row.Sound<PictureId, Picture>(PictureId _, Picture picture)
        && files.open(picture.media(), Rendition.ORIGINAL).isPresent();
  }
}
