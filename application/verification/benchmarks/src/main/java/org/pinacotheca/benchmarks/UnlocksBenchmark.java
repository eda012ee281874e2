package org.pinacotheca.benchmarks;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.benchmarks.measure.EmbeddedGallery;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.Workplace;
import org.pinacotheca.benchmarks.measure.Writers;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;

/**
 * UnlockAlbum by many buyers at a time on HSQLDB files, against bare inserts of as many rows in one
 * commit.
 */
final class UnlocksBenchmark {
  private static final int BUYERS_AT_A_TIME = 64;
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

  private static final double AIM_OWNERS = 0.25;
  private static final double AIM_ONE_OWNER = 0.15;

  private UnlocksBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out)
      throws SQLException, InterruptedException, ExecutionException {
    out.println("UnlockAlbum a second on HSQLDB files, 64 buyers at a time");
    List<Figure> figures = new ArrayList<>();
    figures.addAll(run(workplace, out, "", Commission.NONE, ROWS));
    figures.addAll(
        run(workplace, out, ", commission", new Commission(10_00), ROWS_WITH_COMMISSION));
    return figures;
  }

  private static List<Figure> run(
      Workplace workplace, PrintStream out, String circumstance, Commission commission, int rows)
      throws SQLException, InterruptedException, ExecutionException {
    GallerySettings settings = GallerySettings.DEFAULT.withCommission(commission);
    try (EmbeddedGallery gallery = EmbeddedGallery.open(workplace.place("unlocks"), settings);
        BareInserts bare = BareInserts.open(workplace.place("bare"), BUYERS_AT_A_TIME, rows);
        Writers writers = new Writers(BUYERS_AT_A_TIME)) {
      Shops shops = Shops.open(gallery);
      writers.warmUp(BUYERS_AT_A_TIME, shops::unlockOfOwnOwner);
      writers.warmUp(BUYERS_AT_A_TIME, bare::insert);
      Writers.Compared owners =
          writers.compare(BUYERS_AT_A_TIME, shops::unlockOfOwnOwner, bare::insert);
      Writers.Compared oneOwner =
          writers.compare(BUYERS_AT_A_TIME, shops::unlockOfOneOwner, bare::insert);
      return List.of(
          figure(out, "64 owners" + circumstance, rows, owners, AIM_OWNERS),
          figure(out, "one owner" + circumstance, rows, oneOwner, AIM_ONE_OWNER));
    }
  }

  private static Figure figure(
      PrintStream out, String what, int rows, Writers.Compared compared, double aim) {
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

  /**
   * Owners with albums, and buyers with more credits than they can spend, some for each thread.
   *
   * @param albums of each thread's own owner
   * @param albumsOfOne of an owner from whom all threads buy
   * @param done how many pairs of a buyer and an album each thread has used
   */
  private record Shops(
      EmbeddedGallery gallery,
      List<Caller> buyers,
      List<List<AlbumId>> albums,
      List<AlbumId> albumsOfOne,
      AtomicInteger[] done,
      AtomicInteger[] doneOfOne) {

    static Shops open(EmbeddedGallery gallery) {
      List<Caller> buyers = gallery.members("buyer", BUYERS_AT_A_TIME * BUYERS_EACH);
      for (Caller buyer : buyers) {
        String reference = "purse-" + buyer.subject().value();
        GrantCredits grant = new GrantCredits(buyer.subject(), PURSE, reference);
        if (!(gallery.gallery().creditAccounts().grant(grant) instanceof Registration.Registered)) {
          throw new IllegalStateException("a grant was refused");
        }
      }
      List<List<AlbumId>> albums = new ArrayList<>();
      for (Caller owner : gallery.members("owner", BUYERS_AT_A_TIME)) {
        albums.add(albums(gallery, owner, ALBUMS_OF_OWNER));
      }
      Caller one = gallery.members("one", 1).getFirst();
      return new Shops(
          gallery,
          buyers,
          albums,
          albums(gallery, one, ALBUMS_OF_ONE_OWNER),
          counters(),
          counters());
    }

    private static List<AlbumId> albums(EmbeddedGallery gallery, Caller owner, int count) {
      List<AlbumId> albums = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        albums.add(gallery.createAlbum(owner, "For sale", Optional.of(PIN), Optional.of(PRICE)));
      }
      return albums;
    }

    private static AtomicInteger[] counters() {
      AtomicInteger[] counters = new AtomicInteger[BUYERS_AT_A_TIME];
      for (int i = 0; i < counters.length; i++) {
        counters[i] = new AtomicInteger();
      }
      return counters;
    }

    void unlockOfOwnOwner(int thread, long count) {
      unlock(thread, albums.get(thread), done[thread].getAndIncrement());
    }

    void unlockOfOneOwner(int thread, long count) {
      unlock(thread, albumsOfOne, doneOfOne[thread].getAndIncrement());
    }

    /** Each thread goes through its buyers again and again, with another album each time. */
    private void unlock(int thread, List<AlbumId> offered, int number) {
      if (number >= BUYERS_EACH * offered.size()) {
        throw new IllegalStateException("the machine is too fast: all albums are bought");
      }
      Caller buyer = buyers.get(thread * BUYERS_EACH + number % BUYERS_EACH);
      UnlockAlbum command =
          new UnlockAlbum(Optional.of(offered.get(number / BUYERS_EACH)), Optional.of(PIN));
      UnlockAlbum.Outcome outcome = gallery.gallery().unlocks().unlock(buyer, command);
      if (!(outcome instanceof UnlockAlbum.Unlocked unlocked)
          || unlocked.charged().hundredths() == 0) {
        throw new IllegalStateException("an album was not bought: " + outcome);
      }
    }
  }
}
