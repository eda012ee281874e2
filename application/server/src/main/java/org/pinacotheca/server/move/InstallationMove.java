package org.pinacotheca.server.move;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection.Inspected;
import org.pinacotheca.application.spi.InspectionStore.Totals;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.DatabaseMove;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.s3.S3Location;
import org.pinacotheca.s3.S3PictureMove;
import org.pinacotheca.server.check.CheckReport;
import org.pinacotheca.server.check.ReadInstallation;
import org.pinacotheca.server.config.MediaPlace;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.wiring.Wiring;
import org.pinacotheca.tools.cli.ProgressLine;

/**
 * One run of a move. Inspects the source before writing, sends pictures before the rows that name
 * them, and removes the targets' marks when an inspection of the result has no findings. Used by
 * one thread.
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
      AesGcmCipher seal = new AesGcmCipher(source.key());
      Optional<DatabaseMove> rows =
          database.map(url -> DatabaseMove.open(url, seal, digest(media.toString())));
      rows.ifPresent(opened::push);
      boolean goesOn = rows.map(DatabaseMove::begunBefore).orElse(false);
      Optional<S3PictureMove> pictures =
          media.map(location -> S3PictureMove.open(location, seal.fingerprint(), goesOn));
      pictures.ifPresent(opened::push);
      return run(rows, pictures, opened);
    } finally {
      progress.end();
      Wiring.close(opened);
    }
  }

  private boolean run(
      Optional<DatabaseMove> rows, Optional<S3PictureMove> pictures, Deque<AutoCloseable> opened) {
    out.println("The source:");
    Inspected before = inspect(source.storage().unitOfWork(), source.files());
    if (!isMovable(before)) {
      out.println("Nothing was moved: put right what is wrong with the source, and move again.");
      return false;
    }
    pictures.ifPresent(S3PictureMove::begin);
    rows.ifPresent(DatabaseMove::begin);
    pictures.ifPresent(target -> {
      PictureTransfer.Result sent =
          new PictureTransfer(source.storage().unitOfWork(), source.files(), target, progress)
              .run();
      claim(target.files());
      progress.end();
      out.println(
          "pictures: " + sent.sent() + " sent, " + sent.there() + " were there, as in the source");
    });
    rows.ifPresent(this::moveRows);
    UnitOfWork work = source.storage().unitOfWork();
    if (rows.isPresent()) {
      JdbiStorage moved = rows.get().read(InstantSource.system(), ReadInstallation.CONNECTIONS);
      opened.push(moved);
      work = moved.unitOfWork();
      compareLedgers(source.storage().unitOfWork(), work);
    }
    PictureFiles files = pictures.map(S3PictureMove::files).orElse(source.files());
    out.println("The target:");
    if (!isMovable(inspect(work, files))) {
      out.println("The move is not finished: no server starts on the target; move again.");
      return false;
    }
    pictures.ifPresent(S3PictureMove::finish);
    rows.ifPresent(DatabaseMove::finish);
    tellWhatIsNext();
    return true;
  }

  /** The rows include the installation id. */
  private void claim(PictureFiles target) {
    Optional<InstallationId> id = source.storage().unitOfWork().read(tx -> tx.installation().id());
    if (id.isPresent() && !target.claim(id.get()).equals(id.get())) {
      throw new IllegalStateException(
          "the store holds the installation-id of another installation; name another bucket or"
              + " prefix");
    }
  }

  private Inspected inspect(UnitOfWork rows, PictureFiles pictures) {
    CheckReport report = new CheckReport.Text(out);
    Inspected inspected =
        source.inspect(rows, pictures, false, LISTED_MAX, new CheckReport.Watch(report, err));
    progress.end();
    report.end(inspected, LISTED_MAX);
    return inspected;
  }

  private static boolean isMovable(Inspected inspected) {
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

  private void compareLedgers(UnitOfWork before, UnitOfWork after) {
    Totals wanted = before.<Totals>read(tx -> tx.inspection().totals());
    Totals arrived = after.<Totals>read(tx -> tx.inspection().totals());
    if (!wanted.equals(arrived)) {
      throw new IllegalStateException("the sums of the ledger differ from those in the source");
    }
    out.println(
        "ledger: "
            + amount(arrived.granted())
            + " granted, "
            + amount(arrived.held())
            + " on all accounts, as in the source");
  }

  private static String amount(long hundredths) {
    return new Credits(hundredths).toDecimal().toPlainString();
  }

  private void tellWhatIsNext() {
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

  /** A short digest of the text. */
  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
