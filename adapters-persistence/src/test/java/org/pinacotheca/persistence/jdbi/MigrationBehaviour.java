package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.IdempotencyStore.StoredResponse;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.persistence.jdbi.migrate.Migrations;
import org.pinacotheca.persistence.jdbi.session.Dialect;

/** A database filled with the first schema keeps everything in this release. */
abstract class MigrationBehaviour {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final OffsetDateTime WRITTEN = NOON.atOffset(ZoneOffset.UTC);
  private static final UserId OWNER = new UserId(7);
  private static final UserId VIEWER = new UserId(8);
  private static final AlbumId ALBUM = new AlbumId(71);
  private static final PictureId APPROVED = new PictureId(101);
  private static final PictureId PENDING = new PictureId(102);
  private static final PictureId LOOSE = new PictureId(103);
  private static final PageRequest FIRST = new PageRequest(1, 10);

  /** The database, opened by this release. */
  abstract TestDatabase database();

  /** Creates a database with the first schema and a row in each table. */
  static void fillFirstSchema(DataSource source, Dialect dialect) {
    Migrations.run(source, dialect, 1);
    Jdbi.create(source).useTransaction(MigrationBehaviour::insert);
    Migrations.run(source, dialect, 2);
    Jdbi.create(source).useTransaction(MigrationBehaviour::insertSales);
  }

  /** Purchases of time with a known and with an unknown plan. */
  private static void insertSales(Handle rows) {
    rows.execute("INSERT INTO price_plan VALUES (7, 1005, 3, 100, FALSE)");
    rows.execute(
        "INSERT INTO subscription VALUES (7, 9, 1005, ?, ?)", WRITTEN, WRITTEN.plusMonths(1));
    for (int plan : List.of(1005, 1006)) {
      rows.execute(
          "INSERT INTO ledger_transfer VALUES (?, ?, 9, 7, 100, 'SUBSCRIBED', NULL, ?, ?, 9)",
          plan,
          "plan-" + plan,
          plan,
          WRITTEN);
    }
  }

  private static void insert(Handle rows) {
    byte[] bytes = "sealed".getBytes(StandardCharsets.US_ASCII);
    rows.execute("INSERT INTO community VALUES ('people', 'People')");
    rows.execute("INSERT INTO member VALUES (7, 'Olivia \u8a9e', 'people'), (8, 'Victor', NULL)");
    rows.execute("INSERT INTO member_group VALUES (5, 'Agency', 8)");
    rows.execute("INSERT INTO member_group_place VALUES (7, 5)");
    rows.execute(
        "INSERT INTO client_application VALUES ('app', 'App', ?, NULL, TRUE, '', FALSE, NULL)",
        bytes);
    rows.execute(
        "INSERT INTO bearer_token VALUES (?, 'family', 7, 'app', 'profile_gallery', ?)",
        "a".repeat(64),
        WRITTEN);
    rows.execute(
        "INSERT INTO refresh_token VALUES (?, 'family', 7, 'app', 'profile_gallery', ?, FALSE)",
        "b".repeat(64),
        WRITTEN);
    rows.execute(
        "INSERT INTO rpc_session VALUES (?, 7, 'app', NULL, NULL, 12345.678)", "c".repeat(64));
    rows.execute(
        "INSERT INTO album VALUES (7, 71, 'Locked', 'd', 'l', ?, 250, NULL, 3, ?, ?, 2, 1, 101)",
        "d".repeat(64),
        WRITTEN,
        WRITTEN);
    rows.execute(
        "INSERT INTO album VALUES (7, 72, 'Empty', '', '', NULL, NULL, NULL, 4, ?, ?, 0, 0, NULL),"
            + " (7, 73, 'Damaged', '', '', NULL, NULL, NULL, 4, ?, ?, 1, 1, 999)",
        WRITTEN,
        WRITTEN,
        WRITTEN,
        WRITTEN);
    picture(rows, APPROVED, Optional.of(ALBUM), true);
    picture(rows, PENDING, Optional.of(ALBUM), false);
    picture(rows, LOOSE, Optional.empty(), true);
    rows.execute(
        "INSERT INTO audit_entry (made, actor_id, subject_id, application, act, target)"
            + " VALUES (?, 8, 7, 'app', 'ALBUM_CREATED', 'album 71')",
        WRITTEN);
    rows.execute("INSERT INTO kept_answer VALUES (7, 'app', 'key', 'print', ?, ?)", bytes, WRITTEN);
  }

  private static void picture(
      Handle rows, PictureId id, Optional<AlbumId> album, boolean approved) {
    rows.createUpdate(
            "INSERT INTO picture VALUES (7, :id, :album, 't', 'd', 'JPEG', 640, 480, 1000, :media,"
                + " :approved, TRUE, :approved, :uploaded, 'app')")
        .bind("id", id.value())
        .bind("album", album.map(AlbumId::value).orElse(null))
        .bind("media", "0".repeat(29) + id.value())
        .bind("approved", approved)
        .bind("uploaded", WRITTEN)
        .execute();
  }

  private void read(Consumer<Transaction> reading) {
    database()
        .storage()
        .unitOfWork()
        .<Boolean>read(tx -> {
          reading.accept(tx);
          return true;
        });
  }

  @Test
  void whatWasThereIsRead() {
    read(tx -> {
      assertThat(tx.members().find(OWNER).orElseThrow().nickname().value())
          .isEqualTo("Olivia \u8a9e");
      assertThat(tx.groups().ofMember(OWNER).orElseThrow().manager()).isEqualTo(VIEWER);
      Album album = tx.albums().find(OWNER, ALBUM).orElseThrow();
      assertThat(album.lock().orElseThrow().price()).isEqualTo(new Price(new Credits(250)));
      assertThat(album.lock().orElseThrow().pin().value()).isEqualTo("d".repeat(64));
      assertThat(album.created()).isEqualTo(NOON);
      assertThat(album.tally().cover()).contains(new Cover(APPROVED, ImageFormat.JPEG, true));
      assertThat(tx.albums().ofOwner(OWNER).stream().map(found -> found.tally().cover()))
          .containsExactly(
              album.tally().cover(),
              Optional.empty(),
              Optional.of(new Cover(new PictureId(999), ImageFormat.JPEG, false)));
      assertThat(tx.idempotency().find(new StoredResponse.Id(OWNER, new ApiKey("app"), "key")))
          .isPresent();
      assertThat(tx.audit().entries(Optional.of(VIEWER), Optional.empty(), FIRST).items())
          .hasSize(1);
    });
  }

  @Test
  void aPurchaseOfTimeSaysHowLongItsPlanIs() {
    read(tx -> {
      assertThat(tx.ledger().find(new TransferId("plan-1005")).orElseThrow().reason())
          .isEqualTo(new TransferReason.Subscribed(new PricePlanId(1005), PlanDuration.ONE_MONTH));
      assertThat(tx.ledger().find(new TransferId("plan-1006")).orElseThrow().reason())
          .isEqualTo(new TransferReason.Subscribed(new PricePlanId(1006), PlanDuration.ONE_WEEK));
      assertThat(tx.access().subscription(new UserId(9), OWNER).orElseThrow().monthDay())
          .isEqualTo(1);
    });
  }

  @Test
  void albumsStandAtTheFirstPlacesInTheOrderTheyHad() {
    read(tx ->
        assertThat(tx.albums().ofOwner(OWNER))
            .extracting(album -> album.sequence() + " " + album.id().value())
            .containsExactly("0 71", "1 72", "2 73"));
  }

  @Test
  void everyPictureIsPrivateAsItWas() {
    read(tx -> {
      assertThat(tx.pictures().findAll(Set.of(APPROVED, PENDING, LOOSE)))
          .hasSize(3)
          .allMatch(found -> found.galleryKind() == GalleryKind.PRIVATE);
      assertThat(tx.pictures().countFree(OWNER)).isZero();
      assertThat(tx.pictures().countLoose(OWNER)).isEqualTo(1);
      assertThat(
              tx.pictures()
                  .approved(OWNER, Optional.empty(), PictureOrder.DATE_UPLOADED, FIRST)
                  .items())
          .extracting(Picture::id)
          .containsExactlyInAnyOrder(APPROVED, LOOSE);
      assertThat(tx.pictures().pending(OWNER, FIRST).items())
          .extracting(Picture::id)
          .containsExactly(PENDING);
    });
  }

  @Test
  void oldMembersBuyOldAlbums() {
    AccountId buyer = new AccountId.OfMember(VIEWER);
    read(tx -> assertThat(tx.ledger().balance(buyer)).isEqualTo(new Credits(0)));
    Transfer grant =
        transfer("g", new AccountId.Grants(), buyer, 300, new TransferReason.Granted());
    Transfer sale =
        transfer(
            "u",
            buyer,
            new AccountId.OfMember(OWNER),
            250,
            new TransferReason.AlbumUnlocked(ALBUM));
    boolean sold =
        database()
            .storage()
            .unitOfWork()
            .<Boolean>transact(tx -> {
              PricePlan plan =
                  new PricePlan(
                      tx.access().nextPlanId(),
                      OWNER,
                      PlanDuration.ONE_WEEK,
                      new Price(new Credits(50)));
              tx.access().replacePlans(OWNER, List.of(plan));
              tx.access().put(Subscription.first(VIEWER, plan, NOON));
              tx.access().add(new Unlock(VIEWER, OWNER, ALBUM, NOON, false));
              tx.access().addWrongPin(VIEWER, ALBUM, new WrongPinAttempt(NOON, 1));
              return tx.ledger().post(grant) && tx.ledger().post(sale);
            });
    assertThat(sold).isTrue();
    read(tx -> {
      assertThat(tx.ledger().balance(buyer)).isEqualTo(new Credits(50));
      assertThat(tx.access().unlocked(VIEWER, OWNER)).containsExactly(ALBUM);
      assertThat(tx.access().subscription(VIEWER, OWNER).orElseThrow().until())
          .isEqualTo(NOON.plus(7, ChronoUnit.DAYS));
      assertThat(tx.access().wrongPins(VIEWER, ALBUM, NOON.plusSeconds(1), 5))
          .containsExactly(new WrongPinAttempt(NOON, 1));
    });
  }

  private static Transfer transfer(
      String id, AccountId from, AccountId to, long amount, TransferReason reason) {
    return new Transfer(
        new TransferId(id), from, to, new Credits(amount), reason, NOON, Optional.empty());
  }
}
