package org.pinacotheca.benchmarks.growth;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.domain.identity.ApiKey;

/**
 * Rows as members would create them over the years: of 60 owners in a row, each has 1 to 50 albums
 * of 0 to 60 pictures, about 1000 albums and 10,000 pictures together. Each owner adds their albums
 * one by one and in turn with all others, so that their rows are scattered over the database. A
 * fifth of the albums is for sale and sold three times; every second owner has subscribers. The
 * accounts are consistent. The same gallery always gives the same rows. Used by one thread.
 */
final class GeneratedGalleries {
  static final String PIN = "a7Z3";
  private static final int OWNERS_PER_TURN = 60;
  private static final int ALBUMS_MAX = 50;
  private static final int PICTURES_MAX = 60;
  private static final int PICTURES_PER_UPLOAD = 10;
  private static final int LOCKED_EVERY = 5;
  private static final int BUYERS_OF_ALBUM = 3;
  private static final int SUBSCRIBERS = 3;
  private static final int PENDING_EVERY = 20;
  private static final int SECONDS_BETWEEN_PICTURES = 12;
  private static final String FORMAT = "JPEG";
  private static final long GRANT = 1_000_000_00;
  private static final long GRANTS_ACCOUNT = -1;
  private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
  private static final OffsetDateTime LONG_AFTER = OffsetDateTime.parse("2021-01-01T00:00:00Z");

  private final GrowingDatabase.Filling rows;
  private final Secrets secrets;
  private final ApiKey application;
  private final PrintStream out;
  private final SplittableRandom random;
  private final List<Place> places = new ArrayList<>();
  private final int membersBefore;
  private int members;
  private int albums;
  private int pictures;
  private int plans;
  private long transfers;
  private long[] balances = {};

  /** A generated album. */
  record Place(int owner, int album, boolean isLocked, int pictures) {
    /** Whether many pictures can still be added. */
    boolean hasRoom() {
      return pictures <= 40;
    }
  }

  GeneratedGalleries(
      GrowingDatabase.Filling rows, Secrets secrets, ApiKey application, PrintStream out)
      throws SQLException {
    this.rows = rows;
    this.secrets = secrets;
    this.application = application;
    this.out = out;
    membersBefore = (int) rows.greatest(GrowthTable.MEMBER, "member_id");
    members = membersBefore;
    random = new SplittableRandom(membersBefore);
    albums = (int) rows.greatest(GrowthTable.ALBUM, "album_id");
    pictures = (int) rows.greatest(GrowthTable.PICTURE, "picture_id");
    plans = (int) rows.greatest(GrowthTable.PRICE_PLAN, "plan_id");
    transfers = rows.greatest(GrowthTable.LEDGER_TRANSFER, "number");
  }

  /** Adds owners until there are {@code albumsMin} albums; returns the added albums. */
  List<Place> growTo(int albumsMin) throws SQLException {
    int newOwners = 0;
    for (int all = albums; all < albumsMin; newOwners += OWNERS_PER_TURN) {
      all += IntStream.range(0, OWNERS_PER_TURN).map(GeneratedGalleries::albumsOf).sum();
    }
    balances = new long[newOwners];
    for (int owner = 0; owner < newOwners; owner++) {
      join(owner);
    }
    for (int turn = 0; turn < ALBUMS_MAX; turn++) {
      for (int owner = 0; owner < newOwners; owner++) {
        if (turn < albumsOf(owner)) {
          addAlbum(owner, turn);
        }
      }
    }
    for (int owner = 0; owner < newOwners; owner += 2) {
      offerPlan(owner);
    }
    for (int owner = 0; owner < newOwners; owner++) {
      rows.add(GrowthTable.CREDIT_ACCOUNT, (long) id(owner), balances[owner]);
    }
    rows.restart("member_id_sequence", members);
    rows.restart("album_id_sequence", albums);
    rows.restart("picture_id_sequence", pictures);
    rows.restart("price_plan_id_sequence", plans);
    rows.restart("ledger_number_sequence", transfers);
    return places;
  }

  int members() {
    return members;
  }

  int pictures() {
    return pictures;
  }

  /** Few have many; the same for every 60 owners. */
  private static int albumsOf(int owner) {
    double share = (owner % OWNERS_PER_TURN + 0.5) / OWNERS_PER_TURN;
    return 1 + (int) (ALBUMS_MAX * share * share);
  }

  /** Few hold many; evenly spread over the albums. */
  private int picturesOf(int album) {
    double share = album * 0.6180339887498949 % 1;
    return (int) ((PICTURES_MAX + 1) * Math.pow(share, 4.8));
  }

  private int id(int owner) {
    return membersBefore + 1 + owner;
  }

  private OffsetDateTime time() {
    return BEGIN.plusSeconds((long) SECONDS_BETWEEN_PICTURES * pictures).atOffset(ZoneOffset.UTC);
  }

  private void join(int owner) throws SQLException {
    members++;
    rows.add(GrowthTable.MEMBER, id(owner), "Member " + id(owner));
    transfers++;
    transfer("grant/" + id(owner), GRANTS_ACCOUNT, id(owner), GRANT, "GRANTED", null, null);
    balances[owner] = GRANT;
    rows.add(GrowthTable.LEDGER_ENTRY, (long) id(owner), transfers, GRANT);
    rows.add(GrowthTable.LEDGER_ENTRY, GRANTS_ACCOUNT, transfers, 0L);
  }

  private void addAlbum(int owner, int turn) throws SQLException {
    albums++;
    int count = picturesOf(albums);
    boolean isLocked = albums % LOCKED_EVERY == 0;
    OffsetDateTime created = time();
    int first = pictures + 1;
    int approved = 0;
    int cover = 0;
    for (int number = 0; number < count; number++) {
      pictures++;
      boolean isApproved = pictures % PENDING_EVERY != 0;
      addPicture(owner, isApproved);
      approved += isApproved ? 1 : 0;
      cover = cover == 0 && isApproved ? pictures : cover;
    }
    rows.add(
        GrowthTable.ALBUM,
        id(owner),
        albums,
        "Album " + (turn + 1),
        turn % 2 == 0 ? "What we saw on the way, and who came along" : "",
        "",
        isLocked ? pinHash(albums) : null,
        isLocked ? 100L + albums % 400 : null,
        turn,
        created,
        time(),
        count,
        approved,
        cover == 0 ? null : cover,
        cover == 0 ? null : FORMAT,
        cover == 0 ? null : isSafe(cover));
    audit(owner, "ALBUM_CREATED", "album " + albums);
    for (int from = first; from <= pictures; from += PICTURES_PER_UPLOAD) {
      int to = Math.min(pictures, from + PICTURES_PER_UPLOAD - 1);
      audit(
          owner,
          "PICTURES_ADDED",
          IntStream.rangeClosed(from, to)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(",", "pictures ", "")));
    }
    places.add(new Place(id(owner), albums, isLocked, count));
    if (isLocked) {
      sell(owner);
    }
  }

  private void addPicture(int owner, boolean isApproved) throws SQLException {
    rows.add(
        GrowthTable.PICTURE,
        id(owner),
        pictures,
        albums,
        "Evening at the lake " + pictures % 1000,
        pictures % 3 == 0 ? "The light came back for a minute, just before the boats did" : "",
        FORMAT,
        2048,
        1536,
        400_000L + random.nextInt(3_000_000),
        HexFormat.of().toHexDigits(random.nextLong())
            + HexFormat.of().toHexDigits(random.nextLong()),
        isApproved,
        isDeclaredSafe(pictures),
        isConfirmedSafe(pictures),
        time(),
        application.value(),
        "PRIVATE");
    if (pictures % 1_000_000 == 0) {
      out.printf(Locale.ROOT, "    %d million pictures%n", pictures / 1_000_000);
    }
  }

  private static boolean isDeclaredSafe(int picture) {
    return picture % 2 == 0;
  }

  private static boolean isConfirmedSafe(int picture) {
    return picture % 4 == 0;
  }

  private static boolean isSafe(int picture) {
    return isDeclaredSafe(picture) && isConfirmedSafe(picture);
  }

  private String pinHash(int album) {
    byte[] message = (album + ":" + PIN).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(secrets.keyedHash(Secrets.Purpose.PIN, message));
  }

  private void sell(int owner) throws SQLException {
    for (int buyer : others(owner, BUYERS_OF_ALBUM)) {
      String id = "unlock/" + albums + "/" + id(buyer);
      pay(buyer, owner, 100L + albums % 400, id, "ALBUM_UNLOCKED", albums, null);
      rows.add(GrowthTable.ALBUM_UNLOCK, id(owner), albums, id(buyer), time());
      audit(buyer, "ALBUM_UNLOCKED", "album " + albums);
    }
  }

  private void offerPlan(int owner) throws SQLException {
    plans++;
    rows.add(GrowthTable.PRICE_PLAN, id(owner), plans, 3, 500L, true);
    for (int buyer : others(owner, SUBSCRIBERS)) {
      String id = "subscription/" + plans + "/" + id(buyer);
      pay(buyer, owner, 500, id, "SUBSCRIBED", null, plans);
      OffsetDateTime begun = LONG_AFTER.minusMonths(1);
      rows.add(GrowthTable.SUBSCRIPTION, id(owner), id(buyer), plans, begun, LONG_AFTER);
      audit(buyer, "SUBSCRIBED", "plan " + plans);
    }
  }

  private List<Integer> others(int owner, int count) {
    return random
        .ints(0, balances.length)
        .filter(other -> other != owner)
        .distinct()
        .limit(count)
        .boxed()
        .toList();
  }

  private void pay(
      int buyer,
      int owner,
      long amount,
      String id,
      String reason,
      @Nullable Integer album,
      @Nullable Integer plan)
      throws SQLException {
    transfers++;
    transfer(id, id(buyer), id(owner), amount, reason, album, plan);
    balances[buyer] -= amount;
    balances[owner] += amount;
    rows.add(GrowthTable.LEDGER_ENTRY, (long) id(buyer), transfers, balances[buyer]);
    rows.add(GrowthTable.LEDGER_ENTRY, (long) id(owner), transfers, balances[owner]);
  }

  private void transfer(
      String id,
      long payer,
      long receiver,
      long amount,
      String reason,
      @Nullable Integer album,
      @Nullable Integer plan)
      throws SQLException {
    @Nullable Integer actor = payer > 0 ? (Integer) (int) payer : null;
    rows.add(
        GrowthTable.LEDGER_TRANSFER,
        transfers,
        id,
        payer,
        receiver,
        amount,
        reason,
        album,
        plan,
        time(),
        actor);
  }

  private void audit(int member, String act, String target) throws SQLException {
    rows.add(
        GrowthTable.AUDIT_ENTRY, time(), id(member), id(member), application.value(), act, target);
  }
}
