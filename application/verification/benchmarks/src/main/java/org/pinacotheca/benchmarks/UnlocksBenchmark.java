package org.pinacotheca.benchmarks;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.RunnerException;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.benchmarks.measure.EmbeddedGallery;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Throughput;
import org.pinacotheca.benchmarks.measure.Turn;
import org.pinacotheca.benchmarks.measure.Workplace;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;

/**
 * UnlockAlbum by many buyers at a time on HSQLDB files, against bare inserts of as many rows in one
 * commit.
 */
public class UnlocksBenchmark {
  private static final int THREADS = 64;
  private static final int BUYERS_EACH = 40;
  private static final int ALBUMS_OF_OWNER = 40;
  private static final int ALBUMS_OF_ONE_OWNER = 60;
  private static final String PIN = "a7Z3";
  private static final BigDecimal PRICE = new BigDecimal("2.50");
  private static final Credits PURSE = new Credits(1_000_000_00);

  /** The transfer, its two entries, the unlock and the audit record. */
  private static final int ROWS = 5;

  /** One more transfer with its two entries. */
  private static final int ROWS_WITH_COMMISSION = ROWS + 3;

  private static final double AIM_OWNERS = 0.5;
  private static final double AIM_ONE_OWNER = 0.15;

  private static final int REST_CONNECTIONS = 16;
  private static final int REST_OWNERS = 16;
  private static final int REST_BUYERS = 640;

  static List<Figure> run(Workplace workplace, PrintStream out) throws RunnerException {
    out.println("UnlockAlbum a second on HSQLDB files, 64 buyers at a time");
    List<Figure> figures = new ArrayList<>();
    figures.add(compare("fromOwners", "insertSale", ROWS, "64 owners", AIM_OWNERS, out));
    figures.add(compare("fromOneOwner", "insertSale", ROWS, "one owner", AIM_ONE_OWNER, out));
    figures.add(
        compare(
            "fromOwnersWithCommission",
            "insertSaleWithCommission",
            ROWS_WITH_COMMISSION,
            "64 owners, commission",
            AIM_OWNERS,
            out));
    figures.add(
        compare(
            "fromOneOwnerWithCommission",
            "insertSaleWithCommission",
            ROWS_WITH_COMMISSION,
            "one owner, commission",
            AIM_ONE_OWNER,
            out));
    figures.addAll(
        OtherBuild.compare(
            "UnlockAlbum", REST_CONNECTIONS, workplace, out, UnlocksBenchmark::unlocks));
    return figures;
  }

  private static Figure compare(
      String ours, String theirs, int rows, String what, double aim, PrintStream out)
      throws RunnerException {
    Throughput compared = Throughput.compare(UnlocksBenchmark.class, ours, theirs, THREADS);
    out.printf(
        Locale.ROOT,
        "  %-22s UnlockAlbum %6.0f   %d bare rows and a commit %6.0f   ratio %.3f%n",
        what + ":",
        compared.ours(),
        rows,
        compared.theirs(),
        compared.ratio());
    return Figure.atLeast(
        "UnlockAlbum / " + rows + " bare inserts, " + what, compared.ratio(), aim, "");
  }

  /** Buyers in turn, each from all owners in turn. */
  private static Supplier<Load.Request> unlocks(GalleryServer server) {
    String application = server.owner().apiKey();
    List<Integer> albums = new ArrayList<>();
    for (int i = 0; i < REST_OWNERS; i++) {
      String owner = server.token(server.member("owner" + i), application);
      for (int album = 0; album < ALBUMS_OF_OWNER; album++) {
        JsonObject draft =
            JsonObject.of("Name", "For sale", "PinNumber", PIN, "PINPrice", PRICE.doubleValue());
        albums.add(server.createAlbum(owner, draft));
      }
    }
    List<String> buyers = new ArrayList<>();
    for (int i = 0; i < REST_BUYERS; i++) {
      int buyer = server.member("buyer" + i);
      server.grant(buyer, 10_000);
      buyers.add(server.token(buyer, application));
    }
    var sales = IntStream.iterate(0, sale -> sale + 1).iterator();
    return () -> {
      int sale = sales.nextInt();
      int buyer = sale % buyers.size();
      int round = sale / buyers.size();
      if (round == albums.size()) {
        throw new IllegalStateException("the machine is too fast: all albums are bought");
      }
      JsonObject unlock =
          JsonObject.of("AlbumID", albums.get((buyer + round) % albums.size()), "PinNumber", PIN);
      return Load.Request.of(
          HttpMethod.POST, "/v1/Pictures/UnlockAlbum", buyers.get(buyer), unlock.encode());
    };
  }

  /** Owners with albums, and buyers with more credits than they can spend, some for each thread. */
  public abstract static class Shops {
    private final Workplace workplace = Workplace.open();
    private final EmbeddedGallery gallery;
    private final List<Caller> buyers;
    private final List<List<AlbumId>> albums = new ArrayList<>();
    private final List<AlbumId> albumsOfOne;

    private Shops(Commission commission) {
      gallery =
          EmbeddedGallery.open(
              workplace.place("unlocks"), GallerySettings.DEFAULT.withCommission(commission));
      buyers = gallery.members("buyer", THREADS * BUYERS_EACH);
      for (Caller buyer : buyers) {
        String reference = "purse-" + buyer.subject().value();
        GrantCredits grant = new GrantCredits(buyer.subject(), PURSE, reference);
        if (!(gallery.gallery().creditAccounts().grant(grant) instanceof Registration.Registered)) {
          throw new IllegalStateException("a grant was refused");
        }
      }
      for (Caller owner : gallery.members("owner", THREADS)) {
        albums.add(albums(owner, ALBUMS_OF_OWNER));
      }
      albumsOfOne = albums(gallery.members("one", 1).getFirst(), ALBUMS_OF_ONE_OWNER);
    }

    private List<AlbumId> albums(Caller owner, int count) {
      List<AlbumId> made = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        made.add(gallery.createAlbum(owner, "For sale", Optional.of(PIN), Optional.of(PRICE)));
      }
      return made;
    }

    /** Each thread goes through its buyers again and again, with another album each time. */
    private UnlockAlbum.Outcome unlock(Turn turn, List<AlbumId> offered) {
      int number = turn.next();
      if (number >= BUYERS_EACH * offered.size()) {
        throw new IllegalStateException("the machine is too fast: all albums are bought");
      }
      Caller buyer = buyers.get(turn.thread() * BUYERS_EACH + number % BUYERS_EACH);
      UnlockAlbum command =
          new UnlockAlbum(offered.get(number / BUYERS_EACH), new Pin(PIN), Optional.empty());
      UnlockAlbum.Outcome outcome = gallery.gallery().unlocks().unlock(buyer, command);
      if (!(outcome instanceof UnlockAlbum.Unlocked unlocked)
          || unlocked.charged().hundredths() == 0) {
        throw new IllegalStateException("an album was not bought: " + outcome);
      }
      return outcome;
    }

    UnlockAlbum.Outcome unlockOfOwnOwner(Turn turn) {
      return unlock(turn, albums.get(turn.thread()));
    }

    UnlockAlbum.Outcome unlockOfOneOwner(Turn turn) {
      return unlock(turn, albumsOfOne);
    }

    /** Removes everything. */
    @TearDown
    public void close() {
      gallery.close();
      workplace.close();
    }
  }

  /** Owners who get the whole price. */
  @State(Scope.Benchmark)
  public static class PlainShops extends Shops {
    public PlainShops() {
      super(Commission.NONE);
    }
  }

  /** Owners who pay a commission of 10 %. */
  @State(Scope.Benchmark)
  public static class CommissionedShops extends Shops {
    public CommissionedShops() {
      super(new Commission(10_00));
    }
  }

  /** A table that gets as many rows as a sale. */
  @State(Scope.Benchmark)
  public static class SaleTable extends BareInserts {
    public SaleTable() {
      super(THREADS, ROWS);
    }
  }

  /** A table that gets as many rows as a sale with a commission. */
  @State(Scope.Benchmark)
  public static class CommissionedSaleTable extends BareInserts {
    public CommissionedSaleTable() {
      super(THREADS, ROWS_WITH_COMMISSION);
    }
  }

  /** Buys from an owner of whom no other thread buys. */
  @Benchmark
  public UnlockAlbum.Outcome fromOwners(PlainShops shops, Turn turn) {
    return shops.unlockOfOwnOwner(turn);
  }

  /** Buys from the owner of whom all threads buy. */
  @Benchmark
  public UnlockAlbum.Outcome fromOneOwner(PlainShops shops, Turn turn) {
    return shops.unlockOfOneOwner(turn);
  }

  /** Buys from an owner of whom no other thread buys, with a commission. */
  @Benchmark
  public UnlockAlbum.Outcome fromOwnersWithCommission(CommissionedShops shops, Turn turn) {
    return shops.unlockOfOwnOwner(turn);
  }

  /** Buys from the owner of whom all threads buy, with a commission. */
  @Benchmark
  public UnlockAlbum.Outcome fromOneOwnerWithCommission(CommissionedShops shops, Turn turn) {
    return shops.unlockOfOneOwner(turn);
  }

  /** Inserts as many rows as a sale. */
  @Benchmark
  public void insertSale(SaleTable table, Turn turn) throws SQLException {
    table.insert(turn);
  }

  /** Inserts as many rows as a sale with a commission. */
  @Benchmark
  public void insertSaleWithCommission(CommissionedSaleTable table, Turn turn) throws SQLException {
    table.insert(turn);
  }
}
