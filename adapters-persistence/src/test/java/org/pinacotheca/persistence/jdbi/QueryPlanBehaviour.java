package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.TransferId;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.persistence.jdbi.failure.DatabaseGate;
import org.pinacotheca.persistence.jdbi.session.Dialect;

/**
 * Among many galleries, the content of a page is found by index. Explains the actual statements of
 * the stores, with values in place of their parameters.
 */
abstract class QueryPlanBehaviour {
  private static final int OWNERS = 40;
  private static final int ALBUMS = 10;
  private static final int PICTURES_OF_ALBUM = 15;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ApiKey APPLICATION = new ApiKey("viewer");
  static final UserId OWNER = new UserId(7);
  static final AlbumId ALBUM = new AlbumId(71);
  private static final PictureId PICTURE = new PictureId(1_066);
  private static final UserId VIEWER = new UserId(8);
  private static final AccountId ACCOUNT = new AccountId.OfMember(OWNER);
  private static final PageRequest PAIR = new PageRequest(1, 2);
  static final PageRequest FIRST = new PageRequest(1, 10);
  private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("owner", "7"),
          Map.entry("viewer", "7"),
          Map.entry("album", "71"),
          Map.entry("albums", "ARRAY[71, 72]"),
          Map.entry("picture", "1066"),
          Map.entry("pictures", "ARRAY[1066, 1067]"),
          Map.entry("owners", "ARRAY[7, 8]"),
          Map.entry("application", "'viewer'"),
          Map.entry("media", "'0000000000000000000000000000042a'"),
          Map.entry("actor", "7"),
          Map.entry("subject", "7"),
          Map.entry("account", "7"),
          Map.entry("member", "7"),
          Map.entry("transfer", "'t7'"),
          Map.entry("end", "TIMESTAMP '2026-03-01 12:00:00'"),
          Map.entry("later", "4"),
          Map.entry("limit", "10"),
          Map.entry("offset", "0"));

  private static final List<Function<Transaction, Object>> READINGS =
      List.of(
          tx -> tx.albums().find(OWNER, ALBUM),
          tx -> tx.albums().find(ALBUM),
          tx -> tx.albums().findDefault(OWNER, APPLICATION),
          tx -> tx.albums().extent(OWNER),
          tx -> tx.albums().ofOwner(OWNER),
          tx -> tx.albums().findAll(Set.of(ALBUM)),
          tx -> tx.pictures().find(OWNER, PICTURE),
          tx -> tx.pictures().findAll(Set.of(PICTURE)),
          tx -> tx.pictures().ofAlbum(OWNER, ALBUM),
          tx -> tx.pictures().approvedIdsByAlbum(OWNER),
          tx -> tx.pictures().tally(OWNER, ALBUM),
          tx -> tx.pictures().countLoose(OWNER),
          tx -> tx.pictures().countFree(OWNER),
          tx -> tx.pictures().countPending(OWNER, APPLICATION),
          tx -> tx.pictures().free(OWNER, FIRST),
          tx -> tx.pictures().approved(OWNER, Optional.empty(), PictureOrder.DATE_UPLOADED, FIRST),
          tx -> tx.pictures().approved(OWNER, Optional.of(ALBUM), PictureOrder.SIZE, FIRST),
          tx -> tx.pictures().pending(OWNER, FIRST),
          tx -> tx.pictures().hasMedia(media(PICTURE.value())),
          tx -> search(tx, Set.of(OWNER), Optional.empty(), Set.of()),
          tx -> search(tx, Set.of(), Optional.of(ALBUM), Set.of()),
          tx -> search(tx, Set.of(OWNER), Optional.of(ALBUM), Set.of()),
          tx -> search(tx, Set.of(), Optional.empty(), Set.of(PICTURE)),
          tx -> tx.audit().entries(Optional.of(OWNER), Optional.empty(), FIRST),
          tx -> tx.audit().entries(Optional.empty(), Optional.of(OWNER), FIRST),
          tx -> tx.ledger().balance(ACCOUNT),
          tx -> tx.ledger().count(ACCOUNT),
          tx -> tx.ledger().find(new TransferId("t7")),
          tx -> tx.ledger().number(new TransferId("t7")),
          tx -> tx.ledger().entries(ACCOUNT, false, PAIR),
          tx -> tx.ledger().entries(ACCOUNT, true, PAIR),
          tx -> tx.access().plans(OWNER),
          tx -> tx.access().subscription(VIEWER, OWNER),
          tx -> tx.access().subscriptionsOf(VIEWER, PAIR),
          tx -> tx.access().subscribersOf(OWNER, PAIR),
          tx -> tx.access().unlock(VIEWER, ALBUM),
          tx -> tx.access().unlocked(VIEWER, OWNER),
          tx -> tx.access().wrongPins(VIEWER, ALBUM, NOON, 5),
          tx -> tx.access().wrongPin(ALBUM, NOON, 5));

  /** The database, with the pictures that {@link #fill} made. */
  abstract TestDatabase database();

  abstract Dialect dialect();

  /** The statement that explains this one. */
  abstract String explain(String statement);

  /** The text of a full table scan in a plan. */
  abstract Pattern wholeTable();

  /** The text in a plan of the index on an owner's albums. */
  abstract Pattern rowsOfOwner();

  /** Creates many galleries and sales. */
  static void fill(TestDatabase database) throws SQLException {
    CrowdedBooks.fill(database);
    database
        .storage()
        .unitOfWork()
        .<Boolean>transact(tx -> {
          for (int owner = 1; owner <= OWNERS; owner++) {
            fill(tx, new UserId(owner));
          }
          return true;
        });
  }

  private static void fill(Transaction tx, UserId owner) {
    List<Picture> pictures = new ArrayList<>();
    for (int number = 0; number < ALBUMS; number++) {
      int album = owner.value() * ALBUMS + number;
      int first = album * PICTURES_OF_ALBUM;
      for (int picture = first; picture < first + PICTURES_OF_ALBUM; picture++) {
        pictures.add(picture(picture, owner, new AlbumId(album)));
      }
      tx.albums().add(album(new AlbumId(album), owner, number));
      tx.audit()
          .append(
              new AuditEntry(
                  NOON,
                  Optional.of(owner),
                  Optional.of(owner),
                  Optional.of(APPLICATION),
                  AuditAction.ALBUM_CREATED,
                  "album " + album));
    }
    tx.pictures().add(pictures);
  }

  private static Album album(AlbumId id, UserId owner, int place) {
    return new Album(
        id,
        owner,
        new AlbumName("Album"),
        "",
        "",
        Optional.empty(),
        new AlbumKind.Ordinary(),
        place,
        NOON,
        NOON,
        AlbumTally.EMPTY);
  }

  private static Picture picture(int id, UserId owner, AlbumId album) {
    return new Picture(
        new PictureId(id),
        owner,
        GalleryKind.PRIVATE,
        Optional.of(album),
        new PictureText("title", "description"),
        ImageFormat.JPEG,
        640,
        480,
        100_000L + id % 97,
        media(id),
        id % 10 == 9 ? Approval.PENDING : Approval.APPROVED,
        Safety.UNDECLARED,
        NOON.plusSeconds(id),
        APPLICATION);
  }

  private static MediaKey media(int id) {
    return new MediaKey("0".repeat(24) + java.util.HexFormat.of().toHexDigits(id));
  }

  static Object search(
      Transaction tx, Set<UserId> owners, Optional<AlbumId> album, Set<PictureId> pictures) {
    return tx.pictures().search(new PictureStore.Criteria(OWNER, owners, album, pictures), FIRST);
  }

  @Test
  void noReadingOfAGalleryReadsAWholeTable() throws SQLException {
    for (Function<Transaction, Object> reading : READINGS) {
      assertThat(plansOf(reading))
          .isNotEmpty()
          .allSatisfy((sql, plan) ->
              assertThat(plan).as("the plan of %s", sql).doesNotContainPattern(wholeTable()));
    }
  }

  /** The plans of the statements of a read. */
  Map<String, String> plansOf(Function<Transaction, Object> reading) throws SQLException {
    Map<String, String> plans = new LinkedHashMap<>();
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statementsOf(reading)) {
        plans.put(sql, plan(statement, sql));
      }
    }
    return plans;
  }

  @Test
  void aWholeTableWouldBeNoticed() throws SQLException {
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      assertThat(plan(statement, "SELECT COUNT(*) FROM picture WHERE title = 'x'"))
          .containsPattern(wholeTable());
    }
  }

  @Test
  void theAlbumsOfAMemberAreOneStatementWithTheirCovers() {
    assertThat(statementsOf(tx -> tx.albums().ofOwner(OWNER)))
        .singleElement()
        .asString()
        .doesNotContain("picture p");
  }

  @Test
  void theExtentOfAMembersAlbumsIsOneStatementThatReadsTheirsAlone() throws SQLException {
    assertThat(plansOf(tx -> tx.albums().extent(OWNER)).values())
        .singleElement()
        .asString()
        .containsPattern(rowsOfOwner());
  }

  private List<String> statementsOf(Function<Transaction, Object> reading) {
    List<String> made = new ArrayList<>();
    Jdbi jdbi =
        Jdbi.create(() -> {
          Connection connection = database().connect();
          connection.setAutoCommit(false);
          return connection;
        });
    jdbi.registerArrayType(Integer.class, "integer");
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine((template, _) -> {
          made.add(template);
          return template;
        });
    new JdbiUnitOfWork(
            jdbi,
            dialect(),
            Keys.seal(),
            InstantSource.system(),
            DatabaseGate.ALWAYS_OPEN,
            () -> {})
        .<Object>read(reading::apply);
    return made;
  }

  private String plan(Statement statement, String sql) throws SQLException {
    String whole =
        PARAMETER
            .matcher(sql)
            .replaceAll(found ->
                Matcher.quoteReplacement(
                    Optional.ofNullable(VALUES.get(found.group(1))).orElseThrow()));
    StringBuilder plan = new StringBuilder();
    try (ResultSet rows = statement.executeQuery(explain(whole))) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }
    assertThat(plan).isNotEmpty();
    return plan.toString();
  }
}
