package org.pinacotheca.server.move;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection.Inspected;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.embedded.assembly.GalleryAssembly;
import org.pinacotheca.persistence.jdbi.DatabaseMove;
import org.pinacotheca.s3.S3Location;
import org.pinacotheca.s3.S3PictureFiles;
import org.pinacotheca.server.check.CheckReport;
import org.pinacotheca.server.check.ReadInstallation;
import org.pinacotheca.server.config.MediaPlace;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.tools.cli.ProgressLine;

/**
 * One run of a move. Inspects the source before writing, sends pictures before the rows that name
 * them, and inspects the pictures that have arrived before servers may use them; the rows are
 * verified before they are committed. Used by one thread.
 */
final class InstallationMove {
  private static final int LISTED_MAX = 100;

  /** Files without a row are not moved, and those of an earlier run are left to the sweep. */
  private static final Set<FindingKind> HARMLESS = Set.of(FindingKind.FILES_ORPHANED);

  private final ServerConfig config;
  private final ReadInstallation source;
  private final Optional<String> database;
  private final Optional<S3Location> media;
  private final PrintStream out;
  private final ProgressLine progress;
  private final PrintStream err;

  InstallationMove(
      ServerConfig config,
      ReadInstallation source,
      Optional<String> database,
      Optional<S3Location> media,
      PrintStream out,
      PrintStream err) {
    this.config = config;
    this.source = source;
    this.database = database;
    this.media = media;
    this.out = out;
    this.err = err;
    this.progress = new ProgressLine(err);
  }

  /** Runs the move; returns whether it is complete. */
  boolean run() {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      Optional<DatabaseMove> rows = database.map(DatabaseMove::open);
      rows.ifPresent(opened::push);
      Optional<S3PictureFiles> pictures =
          media.map(location -> S3PictureFiles.openForMove(location, installation()));
      pictures.ifPresent(opened::push);
      out.println("The source:");
      if (!isMovable(source.files())) {
        out.println("Nothing was moved: put right what is wrong with the source, and move again.");
        return false;
      }
      if (pictures.isPresent() && !movePictures(pictures.get())) {
        return false;
      }
      rows.ifPresent(this::moveRows);
      reportWhatIsNext();
      return true;
    } finally {
      progress.end();
      GalleryAssembly.close(opened);
    }
  }

  private InstallationId installation() {
    return source
        .storage()
        .unitOfWork()
        .<Optional<InstallationId>>read(tx -> tx.installation().id())
        .orElseThrow(() ->
            new IllegalStateException(
                "the installation has no id yet; start and stop a server of this release on it"));
  }

  /** Returns whether all pictures have arrived. */
  private boolean movePictures(S3PictureFiles target) {
    target.beginMove(installation());
    PictureTransfer.Result sent =
        new PictureTransfer(source.storage().unitOfWork(), source.files(), target, progress).run();
    progress.end();
    out.println(
        "pictures: " + sent.sent() + " sent, " + sent.there() + " were there, as in the source");
    out.println("The target:");
    if (!isMovable(target)) {
      out.println("The move is not finished: no server starts on the target; move again.");
      return false;
    }
    target.finishMove(installation());
    return true;
  }

  /** Inspects the rows of the source with these pictures. */
  private boolean isMovable(PictureFiles pictures) {
    CheckReport report = new CheckReport.Text(out);
    Inspected inspected =
        source.inspect(pictures, false, LISTED_MAX, new CheckReport.Watch(report, err));
    progress.end();
    report.end(inspected, LISTED_MAX);
    return HARMLESS.containsAll(inspected.found().keySet());
  }

  private void moveRows(DatabaseMove target) {
    List<DatabaseMove.Moved> moved =
        target.copyRows(
            source.storage(), (table, rows) -> progress.show("moving " + table + ": " + rows));
    progress.end();
    for (DatabaseMove.Moved table : moved) {
      out.println("rows of " + table.table() + ": " + table.rows() + ", as in the source");
    }
  }

  private void reportWhatIsNext() {
    StringBuilder serve = new StringBuilder("pinacotheca serve --data ").append(config.data());
    if (database.isPresent() || config.postgresql().isPresent()) {
      serve.append(" --database URL");
    }
    if (media.isPresent() || config.media() instanceof MediaPlace.ObjectStore) {
      serve.append(" --media URL");
    } else if (!config.mediaDirectory().equals(Optional.of(config.data().resolve("media")))) {
      config.mediaDirectory().ifPresent(path -> serve.append(" --media ").append(path));
    }
    out.println("Moved and checked. Start it with the URLs of the target:  " + serve);
    out.println(
        config.masterKey().isPresent()
            ? "Give every node the same PINACOTHECA_MASTER_KEY as before, and keep a copy of it."
            : "Its keys stay in "
                + config.data()
                + "; other nodes need the same master-key, see docs/several-nodes.md.");
    if (media.isPresent()) {
      out.println("The pictures' files are still where they were, and no longer needed.");
    }
    if (database.isPresent()) {
      out.println(
          config.data().resolve("database")
              + " is as it was; start no server on it any more, or there are two galleries.");
    }
  }
}
