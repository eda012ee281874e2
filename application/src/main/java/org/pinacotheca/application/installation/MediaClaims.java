package org.pinacotheca.application.installation;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.operations.MediaTied;
import org.pinacotheca.application.spi.InspectionStore.Row;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.installation.MediaTie;
import org.pinacotheca.domain.installation.MediaTie.Pictures;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;

/**
 * Ties a database to its media store by a common id. Any number of nodes may do it at once: the
 * database decides on the id. Thread-safe.
 */
public final class MediaTies {
  /** How many pictures are checked until one with a file is found. */
  private static final int PICTURES_SOUGHT_MAX = 100;

  private final UnitOfWork work;
  private final PictureFiles files;
  private final Secrets secrets;

  public MediaTies(UnitOfWork work, PictureFiles files, Secrets secrets) {
    this.work = work;
    this.files = files;
    this.secrets = secrets;
  }

  /** Ties the two, or returns why they do not belong together. */
  public MediaTied tie() {
    MediaTied first = tryOnce();
    // Another node may have tied them between two checks.
    return first instanceof MediaTied.Refused ? tryOnce() : first;
  }

  private MediaTied tryOnce() {
    Optional<InstallationId> database = work.read(tx -> tx.installation().id());
    Optional<InstallationId> media = files.installation();
    if (database.isPresent() && database.equals(media)) {
      return tied(database.get());
    }
    MediaTie tie = MediaTie.of(database, media, pictures(), files.isEmpty());
    InstallationId id = kept(tie == MediaTie.NEW ? media : Optional.empty());
    return switch (tie) {
      case SAME, NEW -> tied(id);
      case OTHERS_MEDIA -> new MediaTied.OthersMedia(id, media.orElseThrow());
      case MEDIA_MISSING -> new MediaTied.MediaMissing(id);
      case UNKNOWN_MEDIA -> new MediaTied.UnknownMedia(id);
    };
  }

  private MediaTied tied(InstallationId id) {
    InstallationId media = files.tie(id);
    return media.equals(id) ? new MediaTied.Tied(id) : new MediaTied.OthersMedia(id, media);
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
