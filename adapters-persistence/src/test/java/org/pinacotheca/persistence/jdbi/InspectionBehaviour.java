package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.application.api.FindingKind.ALBUM_OVERFULL;
import static org.pinacotheca.application.api.FindingKind.ALBUM_TALLY;
import static org.pinacotheca.application.api.FindingKind.BALANCE_NEGATIVE;
import static org.pinacotheca.application.api.FindingKind.BALANCE_WRONG;
import static org.pinacotheca.application.api.FindingKind.COMMISSION_UNFOUNDED;
import static org.pinacotheca.application.api.FindingKind.DANGLING_REFERENCE;
import static org.pinacotheca.application.api.FindingKind.FILES_ORPHANED;
import static org.pinacotheca.application.api.FindingKind.FILE_CONTENT;
import static org.pinacotheca.application.api.FindingKind.FILE_EMPTY;
import static org.pinacotheca.application.api.FindingKind.FILE_LENGTH;
import static org.pinacotheca.application.api.FindingKind.FILE_MISSING;
import static org.pinacotheca.application.api.FindingKind.HISTORY_BROKEN;
import static org.pinacotheca.application.api.FindingKind.LEDGER_SUM;
import static org.pinacotheca.application.api.FindingKind.MASTER_KEY;
import static org.pinacotheca.application.api.FindingKind.NUMBERS_BEHIND;
import static org.pinacotheca.application.api.FindingKind.PURCHASE_UNDELIVERED;
import static org.pinacotheca.application.api.FindingKind.ROW_UNREADABLE;
import static org.pinacotheca.application.api.FindingKind.SEALED_SECRET;
import static org.pinacotheca.application.api.FindingKind.SUBSCRIPTION_UNPAID;
import static org.pinacotheca.application.api.FindingKind.TRANSFER_UNENTERED;
import static org.pinacotheca.application.api.FindingKind.UNLOCK_UNPAID;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Finding;
import org.pinacotheca.application.api.FindingKind;
import org.pinacotheca.application.api.Inspection;
import org.pinacotheca.application.api.Inspection.Inspected;
import org.pinacotheca.application.api.Inspection.Order;
import org.pinacotheca.application.api.Inspection.Part;
import org.pinacotheca.application.spi.InspectionStore.Reference;
import org.pinacotheca.testkit.Role;

/**
 * An inspection of a whole installation finds each damage that is done to it, and nothing else.
 * Each test undoes its damage.
 */
abstract class InspectionBehaviour extends InspectedInstallation {
  private static final Order QUICK = new Order(false, 100);
  private static final Order DEEP = new Order(true, 100);
  private static final String ELSEWHERE = "0".repeat(32);

  /** What was found, and the result. */
  private record Told(List<Finding> findings, Inspected inspected) {}

  private Told inspect(Order order) {
    List<Finding> findings = new ArrayList<>();
    Inspected inspected =
        world()
            .gallery
            .inspection()
            .inspect(
                order,
                new Inspection.Observer() {
                  @Override
                  public void found(Finding finding) {
                    findings.add(finding);
                  }

                  @Override
                  public void reached(Part part, long count) {}
                });
    return new Told(findings, inspected);
  }

  private void assertSound() {
    Told told = inspect(QUICK);
    assertThat(told.findings()).isEmpty();
    assertThat(told.inspected().isSound()).isTrue();
  }

  /** Damages, expects these kinds and no others, repairs, and expects all to be well. */
  private void assertFound(List<String> damage, List<String> repair, FindingKind... kinds)
      throws SQLException {
    database().execute(damage.toArray(String[]::new));
    try {
      Told told = inspect(QUICK);
      assertThat(told.findings())
          .extracting(Finding::kind)
          .as(told.findings().toString())
          .containsExactlyInAnyOrder(kinds);
      assertThat(told.inspected().found().keySet())
          .containsExactlyInAnyOrderElementsOf(Arrays.stream(kinds).distinct().toList());
    } finally {
      database().execute(repair.toArray(String[]::new));
    }
    assertSound();
  }

  private void assertFound(String damage, String repair, FindingKind... kinds) throws SQLException {
    assertFound(List.of(damage), List.of(repair), kinds);
  }

  @Test
  void anInstallationInWhichAllHasHappenedIsSound() {
    assertSound();
    Told deep = inspect(DEEP);
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
    StringBuilder numbers = new StringBuilder("(VALUES (0)");
    for (int n = 1; n < 58; n++) {
      numbers.append(", (").append(n).append(")");
    }
    String insert =
        "INSERT INTO picture (owner_id, picture_id, album_id, title, description, format, width,"
            + " height, size_bytes, media_key, approved, safe_declared, safe_confirmed, uploaded,"
            + " application)"
            + missing
            + ", '', '', 'PNG', 1, 1, 1, CONCAT('"
            + "a".repeat(28)
            + "', CAST(1000 + o.n AS VARCHAR(4))), TRUE, FALSE, FALSE, p.uploaded, p.application"
            + " FROM picture p, "
            + numbers
            + ") AS o (n) WHERE p.picture_id = "
            + world().png.value();
    String tally =
        "UPDATE album SET pictures = pictures %1$s 58, approved = approved %1$s 58 WHERE album_id ="
            + " "
            + world().album.value();
    database().execute(insert, tally.formatted("+"));
    try {
      Inspected inspected = inspect(new Order(false, 3)).inspected();
      assertThat(inspected.found())
          .containsOnly(
              Map.entry(ALBUM_OVERFULL, 1L),
              Map.entry(FILE_MISSING, 58L * 5),
              Map.entry(NUMBERS_BEHIND, 1L));
      assertThat(inspect(new Order(false, 3)).findings()).hasSize(1 + 3 + 1);
    } finally {
      database().execute("DELETE FROM picture WHERE picture_id >= 1000", tally.formatted("-"));
    }
    assertSound();
  }

  @Test
  void rowsThatNameWhatIsNotThereAreFound() throws SQLException {
    String picture = " WHERE picture_id = " + world().png.value();
    assertFound(
        "UPDATE picture SET album_id = 999" + picture,
        "UPDATE picture SET album_id = " + world().album.value() + picture,
        DANGLING_REFERENCE,
        ALBUM_TALLY);
    String dora = Integer.toString(world().member(Role.DORA));
    assertFound(
        "UPDATE album SET owner_id = 999 WHERE default_of IS NOT NULL",
        "UPDATE album SET owner_id = "
            + world().member(Role.ANNA)
            + " WHERE default_of IS NOT NULL",
        // The album's owner, its picture's album, and the picture that the album now lacks.
        DANGLING_REFERENCE,
        DANGLING_REFERENCE,
        ALBUM_TALLY);
    assertFound(
        "UPDATE member_group SET manager_id = 999 WHERE manager_id = " + world().member(Role.EMIL),
        "UPDATE member_group SET manager_id = "
            + world().member(Role.EMIL)
            + " WHERE manager_id = 999",
        DANGLING_REFERENCE);
    assertFound(
        "UPDATE member SET community = 'gone' WHERE member_id = " + dora,
        "UPDATE member SET community = NULL WHERE member_id = " + dora,
        DANGLING_REFERENCE);
  }

  @Test
  void everyKindOfReferenceIsLookedAt() throws SQLException {
    for (Reference reference : Reference.values()) {
      Misdirection misdirection = Misdirection.of(reference, world());
      String word = reference.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertSound();
      database().execute(misdirection.damage());
      try {
        assertThat(inspect(QUICK).findings())
            .as(word)
            .anySatisfy(finding -> {
              assertThat(finding.kind()).isEqualTo(DANGLING_REFERENCE);
              assertThat(finding.about()).containsExactly(new Finding.About("reference", word));
              assertThat(finding.what()).contains(misdirection.missing());
            });
      } finally {
        database().execute(misdirection.repair());
      }
    }
    assertSound();
  }

  @Test
  void aBalanceThatIsNotTheSumOfItsTransfersIsFound() throws SQLException {
    String dora = " WHERE account_id = " + world().member(Role.DORA);
    assertFound(
        "UPDATE credit_account SET balance = balance + 1" + dora,
        "UPDATE credit_account SET balance = balance - 1" + dora,
        BALANCE_WRONG,
        LEDGER_SUM);
    assertFound(
        "INSERT INTO credit_account (account_id, balance) VALUES (999, 5)",
        "DELETE FROM credit_account WHERE account_id = 999",
        BALANCE_WRONG,
        LEDGER_SUM);
    assertFound(
        "DELETE FROM credit_account" + dora,
        "INSERT INTO credit_account (account_id, balance) VALUES ("
            + world().member(Role.DORA)
            + ", 100)",
        BALANCE_WRONG,
        LEDGER_SUM);
  }

  @Test
  void aHistoryThatDoesNotFollowIsFound() throws SQLException {
    // Ben's second line; the third does not follow from it then either.
    String line = " WHERE account_id = " + world().member(Role.BEN) + " AND balance = 9750";
    assertFound(
        "UPDATE ledger_entry SET balance = 9751" + line,
        "UPDATE ledger_entry SET balance = 9750" + line.replace("9750", "9751"),
        HISTORY_BROKEN,
        HISTORY_BROKEN);
    String number = "SELECT MAX(number) FROM ledger_transfer";
    String dora = Integer.toString(world().member(Role.DORA));
    assertFound(
        "INSERT INTO ledger_entry (account_id, number, balance) SELECT "
            + dora
            + ", MAX(number), 100 FROM ledger_transfer",
        "DELETE FROM ledger_entry WHERE account_id = " + dora + " AND number = (" + number + ")",
        HISTORY_BROKEN);
  }

  @Test
  void aNegativeBalanceIsFoundWhereTheDatabaseNoLongerForbidsIt() throws SQLException {
    String dora = " WHERE account_id = " + world().member(Role.DORA);
    assertFound(
        List.of(
            "ALTER TABLE credit_account DROP CONSTRAINT credit_account_balance_floor",
            "UPDATE credit_account SET balance = -1" + dora),
        List.of(
            "UPDATE credit_account SET balance = 100" + dora,
            "ALTER TABLE credit_account ADD CONSTRAINT credit_account_balance_floor"
                + " CHECK (balance >= 0)"),
        BALANCE_NEGATIVE,
        BALANCE_WRONG,
        LEDGER_SUM);
  }

  @Test
  void aTransferThatIsMissingInAHistoryIsFound() throws SQLException {
    int dora = world().member(Role.DORA);
    String number =
        "(SELECT number FROM ledger_transfer WHERE receiver_id = " + dora + " AND payer_id = -1)";
    assertFound(
        "DELETE FROM ledger_entry WHERE account_id = -1 AND number = " + number,
        "INSERT INTO ledger_entry (account_id, number, balance) SELECT -1, number, 0"
            + " FROM ledger_transfer WHERE payer_id = -1 AND receiver_id = "
            + dora,
        TRANSFER_UNENTERED);
    assertFound(
        "UPDATE ledger_transfer SET amount = 99 WHERE payer_id = -1 AND receiver_id = " + dora,
        "UPDATE ledger_transfer SET amount = 100 WHERE payer_id = -1 AND receiver_id = " + dora,
        HISTORY_BROKEN,
        LEDGER_SUM);
  }

  @Test
  void whatWasBoughtWithoutPayingAndPaidWithoutBuyingIsFound() throws SQLException {
    int ben = world().member(Role.BEN);
    int anna = world().member(Role.ANNA);
    int dora = world().member(Role.DORA);
    String unlock = " WHERE album_id = " + world().album.value() + " AND viewer_id = ";
    assertFound(
        "UPDATE album_unlock SET viewer_id = " + dora + unlock + ben,
        "UPDATE album_unlock SET viewer_id = " + ben + unlock + dora,
        UNLOCK_UNPAID,
        PURCHASE_UNDELIVERED);
    assertFound(
        "INSERT INTO album_unlock (owner_id, album_id, viewer_id, begun) SELECT owner_id, album_id,"
            + " "
            + dora
            + ", begun FROM album_unlock"
            + unlock
            + ben,
        "DELETE FROM album_unlock" + unlock + dora,
        UNLOCK_UNPAID);
    // Bought twice.
    assertFound(
        "UPDATE subscription SET viewer_id = " + dora,
        "UPDATE subscription SET viewer_id = " + ben,
        SUBSCRIPTION_UNPAID,
        PURCHASE_UNDELIVERED,
        PURCHASE_UNDELIVERED);
    assertFound(
        "INSERT INTO subscription (owner_id, viewer_id, plan_id, begun, ends) SELECT owner_id, "
            + dora
            + ", plan_id, begun, ends FROM subscription WHERE owner_id = "
            + anna,
        "DELETE FROM subscription WHERE viewer_id = " + dora,
        SUBSCRIPTION_UNPAID);
    String commission =
        "UPDATE ledger_transfer SET transfer_id = 'unlock/%d/"
            + ben
            + "/commission' WHERE transfer_id = 'unlock/%d/"
            + ben
            + "/commission'";
    assertFound(
        commission.formatted(999, world().album.value()),
        commission.formatted(world().album.value(), 999),
        COMMISSION_UNFOUNDED);
  }

  @Test
  void secretsThatDoNotOpenAndAnotherMasterKeyAreFound() throws SQLException {
    String session = "UPDATE rpc_session SET key_hash = CONCAT('%s', SUBSTRING(key_hash FROM 2))";
    assertFound(
        List.of(
            "INSERT INTO storage_mark (name, content) SELECT 'first', SUBSTRING(key_hash FROM 1 FOR"
                + " 1) FROM rpc_session",
            session.formatted("-")),
        List.of(
            "UPDATE rpc_session SET key_hash = CONCAT((SELECT content FROM storage_mark WHERE name"
                + " = 'first'), SUBSTRING(key_hash FROM 2))",
            "DELETE FROM storage_mark WHERE name = 'first'"),
        SEALED_SECRET);
    String mark = " WHERE name = 'master key'";
    assertFound(
        "UPDATE storage_mark SET content = CONCAT('-', content)" + mark,
        "UPDATE storage_mark SET content = SUBSTRING(content FROM 2)" + mark,
        MASTER_KEY);
  }

  @Test
  void aSequenceThatIsBehindIsFound() throws SQLException {
    assertFound(
        "ALTER SEQUENCE picture_id_sequence RESTART WITH 1",
        "ALTER SEQUENCE picture_id_sequence RESTART WITH 900",
        NUMBERS_BEHIND);
  }

  @Test
  void aPictureWithoutItsFilesIsFoundOnceForEachOfThem() throws SQLException {
    String picture = " WHERE picture_id = " + world().png.value();
    String key = key();
    database().execute("UPDATE picture SET media_key = '" + ELSEWHERE + "'" + picture);
    try {
      assertThat(inspect(QUICK).findings())
          .hasSize(5)
          .allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(FILE_MISSING);
            assertThat(finding.about())
                .contains(new Finding.About("picture", world().png.value()))
                .contains(new Finding.About("files", ELSEWHERE));
          });
      // Its files are of today, and might be of an upload that is going on.
      age(key);
      assertThat(inspect(QUICK).inspected().found())
          .containsOnly(Map.entry(FILE_MISSING, 5L), Map.entry(FILES_ORPHANED, 1L));
    } finally {
      database().execute("UPDATE picture SET media_key = '" + key + "'" + picture);
    }
    assertSound();
    assertFound(
        "UPDATE picture SET format = 'TIFF'" + picture,
        "UPDATE picture SET format = 'PNG'" + picture,
        ROW_UNREADABLE);
    assertFound(
        "UPDATE picture SET size_bytes = size_bytes + 1" + picture,
        "UPDATE picture SET size_bytes = size_bytes - 1" + picture,
        FILE_LENGTH);
    assertFound(
        "UPDATE picture SET format = 'GIF'" + picture,
        "UPDATE picture SET format = 'PNG'" + picture,
        FILE_CONTENT);
  }

  @Test
  void filesThatAreNotWhatTheyShouldBeAreFound() throws SQLException, IOException {
    Path folder =
        files().resolve(key().substring(0, 2)).resolve(key().substring(2, 4)).resolve(key());
    for (String rendition : new String[] {"o", "n", "s", "t", "m"}) {
      Path file = folder.resolve(rendition);
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      assertKinds(QUICK, FILE_MISSING);
      Files.write(file, new byte[0]);
      assertKinds(QUICK, FILE_EMPTY);
      byte[] changed = whole.clone();
      changed[0]++;
      Files.write(file, changed);
      assertKinds(QUICK, FILE_CONTENT);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      assertKinds(QUICK, rendition.equals("o") ? FILE_LENGTH : FILE_CONTENT);
      byte[] garbled = whole.clone();
      Arrays.fill(garbled, 8, whole.length / 2, (byte) 0);
      Files.write(file, garbled);
      assertKinds(QUICK);
      assertKinds(DEEP, FILE_CONTENT);
      Files.write(file, whole);
      assertKinds(DEEP);
    }
    Path big = folder.resolve("n");
    byte[] whole = Files.readAllBytes(big);
    Files.copy(folder.resolve("t"), big, StandardCopyOption.REPLACE_EXISTING);
    assertKinds(DEEP, FILE_CONTENT);
    Files.write(big, whole);
    assertSound();
  }

  private void assertKinds(Order order, FindingKind... kinds) {
    List<Finding> findings = inspect(order).findings();
    assertThat(findings).extracting(Finding::kind).as(findings.toString()).containsExactly(kinds);
  }

  @Test
  void anInspectionChangesNoFileNotEvenWhatACrashLeft() throws IOException {
    Path remnant =
        files().resolve(key().substring(0, 2)).resolve(key().substring(2, 4)).resolve(".part-x");
    Files.createDirectories(remnant);
    Files.setLastModifiedTime(remnant, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    List<Path> before = Directories.below(files());
    assertSound();
    assertThat(Directories.below(files())).containsExactlyInAnyOrderElementsOf(before);
    Files.delete(remnant);
  }

  /** Where the picture has its files. */
  private String key() {
    String sql = "SELECT media_key FROM picture WHERE picture_id = " + world().png.value();
    try (var connection = database().connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void age(String key) {
    Path folder = files().resolve(key.substring(0, 2)).resolve(key.substring(2, 4)).resolve(key);
    try {
      Files.setLastModifiedTime(folder, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
