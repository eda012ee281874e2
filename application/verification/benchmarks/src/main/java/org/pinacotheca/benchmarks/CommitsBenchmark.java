package org.pinacotheca.benchmarks;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.RunnerException;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.benchmarks.measure.EmbeddedGallery;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Throughput;
import org.pinacotheca.benchmarks.measure.Turn;
import org.pinacotheca.benchmarks.measure.Workplace;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;

/** Durable CreateAlbum on HSQLDB files, against bare inserts of as many rows in one commit. */
public class CommitsBenchmark {
  private static final int THREADS_MAX = 16;
  private static final int OWNERS_PER_THREAD = 50;

  /** The album and its audit record. */
  private static final int ROWS = 2;

  private static final double AIM_ALONE = 0.5;

  /** Commits that wait together share a sync of the log, which those of the engine do not. */
  private static final double AIM_TOGETHER = 1;

  static List<Figure> run(Workplace workplace, PrintStream out) throws RunnerException {
    out.println("Durable writes a second on HSQLDB files");
    List<Figure> figures = new ArrayList<>();
    for (int threads : List.of(1, THREADS_MAX)) {
      Throughput compared =
          Throughput.compare(CommitsBenchmark.class, "createAlbum", "insert", threads);
      out.printf(
          Locale.ROOT,
          "  %2d threads: CreateAlbum %7.0f   %d bare rows and a commit %7.0f   ratio %.3f%n",
          threads,
          compared.ours(),
          ROWS,
          compared.theirs(),
          compared.ratio());
      String what =
          "CreateAlbum / "
              + ROWS
              + " bare inserts, "
              + threads
              + (threads == 1 ? " thread" : " threads");
      double aim = threads == 1 ? AIM_ALONE : AIM_TOGETHER;
      figures.add(Figure.atLeast(what, compared.ratio(), aim, ""));
    }
    figures.addAll(
        OtherBuild.compare(
            "CreateAlbum", THREADS_MAX, workplace, out, CommitsBenchmark::createAlbums));
    return figures;
  }

  /** Different owners in turn. */
  private static Supplier<Load.Request> createAlbums(GalleryServer server) {
    GalleryServer.Owner first = server.owner();
    String album =
        JsonObject.of("Name", "Summer album", "Description", "What we saw on the way").encode();
    List<Load.Request> requests = new ArrayList<>();
    for (int i = 0; i < THREADS_MAX * OWNERS_PER_THREAD; i++) {
      String token = server.token(server.member("owner" + i), first.apiKey());
      requests.add(Load.Request.of(HttpMethod.POST, "/v1/Pictures/CreateAlbum", token, album));
    }
    return OtherBuild.inTurn(requests);
  }

  /** A gallery with owners for each thread. */
  @State(Scope.Benchmark)
  public static class Owners {
    private final Workplace workplace = Workplace.open();
    private final EmbeddedGallery gallery =
        EmbeddedGallery.open(workplace.place("commits"), GallerySettings.DEFAULT);
    private final List<Caller> owners = gallery.members("owner", THREADS_MAX * OWNERS_PER_THREAD);

    private Caller next(Turn turn) {
      return owners.get(turn.thread() + THREADS_MAX * (turn.next() % OWNERS_PER_THREAD));
    }

    /** Removes everything. */
    @TearDown
    public void close() {
      gallery.close();
      workplace.close();
    }
  }

  /** A table alone. */
  @State(Scope.Benchmark)
  public static class Table extends BareInserts {
    public Table() {
      super(THREADS_MAX, ROWS);
    }
  }

  /** Creates an album. */
  @Benchmark
  public AlbumId createAlbum(Owners owners, Turn turn) {
    return owners.gallery.createAlbum(
        owners.next(turn), "Summer album", Optional.empty(), Optional.empty());
  }

  /** Inserts as many rows as a new album. */
  @Benchmark
  public void insert(Table table, Turn turn) throws SQLException {
    table.insert(turn);
  }
}
