package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.application.api.operations.FindingKind.ALBUM_OVERFULL;
import static org.pinacotheca.application.api.operations.FindingKind.ALBUM_TALLY;
import static org.pinacotheca.application.api.operations.FindingKind.FILE_MISSING;
import static org.pinacotheca.application.api.operations.FindingKind.MASTER_KEY;
import static org.pinacotheca.application.api.operations.FindingKind.ROW_UNREADABLE;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.operations.Inspection.Inspected;
import org.pinacotheca.application.api.operations.Inspection.Order;
import org.pinacotheca.application.api.operations.Inspection.Part;
import org.pinacotheca.domain.album.AlbumCapacity;

/**
 * An inspection of a whole installation finds each damage, and nothing else. Each test undoes its
 * damage.
 */
abstract class InspectionBehaviour extends InspectedInstallation
    implements LedgerDamageBehaviour, FileDamageBehaviour {
  @Test
  void anInstallationInWhichAllHasHappenedIsSound() {
    assertSound();
    Reported deep = inspect(DEEP);
    assertThat(deep.findings()).isEmpty();
    assertThat(deep.inspected().looked())
        .containsEntry(Part.PICTURES, 6L)
        .containsEntry(Part.ALBUMS, 2L)
        .hasEntrySatisfying(Part.TRANSFERS, count -> assertThat(count).isGreaterThanOrEqualTo(10))
        .hasEntrySatisfying(
            Part.LEDGER_LINES, count -> assertThat(count).isGreaterThanOrEqualTo(20))
        .hasEntrySatisfying(Part.PURCHASES, count -> assertThat(count).isGreaterThanOrEqualTo(3));
  }

  @Test
  void whatGoesOnMeanwhileIsNoFinding() throws InterruptedException, ExecutionException {
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<?> business =
          executor.submit(() -> {
            for (int times = 0; times < 30; times++) {
              world().goOn();
            }
          });
      assertSound();
      while (!business.isDone()) {
        assertSound();
      }
      business.get();
    }
    assertSound();
  }

  @Test
  void albumsThatSayWhatTheyDoNotHoldAreFound() throws SQLException {
    String album = " WHERE album_id = " + world().album.value();
    assertFound(
        "UPDATE album SET pictures = pictures + 1" + album,
        "UPDATE album SET pictures = pictures - 1" + album,
        ALBUM_TALLY);
    assertFound(
        "UPDATE album SET cover_id = cover_id + 1" + album,
        "UPDATE album SET cover_id = cover_id - 1" + album,
        ALBUM_TALLY);
    String notSafe = "UPDATE album SET cover_safe = NOT cover_safe" + album;
    assertFound(notSafe, notSafe, ALBUM_TALLY);
    assertFound(
        "UPDATE album SET cover_format = 'GIF'" + album,
        "UPDATE album SET cover_format = (SELECT p.format FROM picture p WHERE p.picture_id ="
            + " album.cover_id)"
            + album,
        ALBUM_TALLY);
    assertFound(
        "UPDATE album SET name = 'x\ty'" + album,
        "UPDATE album SET name = 'Album'" + album,
        ROW_UNREADABLE);
  }

  @Test
  void anAlbumAboveItsLimitIsFound() throws SQLException {
    String missing = "SELECT p.owner_id, 1000 + o.n, " + world().album.value();
    int more = AlbumCapacity.ORDINARY_MAX;
    String digits = "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS ";
    String numbers =
        "(SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n FROM %1$sa (n), %1$sb (n), %1$sc (n), %1$sd (n)"
            .formatted(digits);
    String insert =
        "INSERT INTO picture (owner_id, picture_id, album_id, title, description, format, width,"
            + " height, size_bytes, media_key, approved, safe_declared, safe_confirmed, uploaded,"
            + " application)"
            + missing
            + ", '', '', 'PNG', 1, 1, 1, CONCAT('"
            + "a".repeat(27)
            + "', CAST(10000 + o.n AS VARCHAR(5))), TRUE, FALSE, FALSE, p.uploaded, p.application"
            + " FROM picture p, "
            + numbers
            + ") AS o (n) WHERE p.picture_id = "
            + world().png.value();
    String tally =
        "UPDATE album SET pictures = pictures %1$s "
            + more
            + ", approved = approved %1$s "
            + more
            + " WHERE album_id = "
            + world().album.value();
    database().execute(insert, tally.formatted("+"));
    try {
      Inspected inspected = inspect(new Order(false, 3)).inspected();
      assertThat(inspected.found())
          .containsOnly(Map.entry(ALBUM_OVERFULL, 1L), Map.entry(FILE_MISSING, more * 5L));
      assertThat(inspect(new Order(false, 3)).findings()).hasSize(1 + 3);
    } finally {
      database().execute("DELETE FROM picture WHERE picture_id >= 1000", tally.formatted("-"));
    }
    assertSound();
  }

  @Test
  void anotherMasterKeyIsFound() throws SQLException {
    String mark = " WHERE name = 'master key'";
    assertFound(
        "UPDATE storage_mark SET content = CONCAT('-', content)" + mark,
        "UPDATE storage_mark SET content = SUBSTRING(content FROM 2)" + mark,
        MASTER_KEY);
  }
}
