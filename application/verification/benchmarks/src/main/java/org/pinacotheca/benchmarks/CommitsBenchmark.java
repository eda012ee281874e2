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

/** Durable CreateAlbum on HSQLDB files, against bare inserts that are durable at commit. */
public class CommitsBenchmark {
  private static final int THREADS_MAX = 16;
  private static final int OWNERS_PER_THREAD = 50;
  private static final double AIM = 0.5;

  static List<Figure> run(Workplace workplace, PrintStream out) throws RunnerException {
    out.println("Durable writes a second on HSQLDB files");
    List<Figure> figures = new ArrayList<>();
    for (int threads : List.of(1, THREADS_MAX)) {
      Throughput compared =
          Throughput.compare(CommitsBenchmark.class, "createAlbum", "insert", threads);
      out.printf(
          Locale.ROOT,
          "  %2d threads: CreateAlbum %7.0f   bare insert %7.0f   ratio %.3f%n",
          threads,
          compared.ours(),
          compared.theirs(),
          compared.ratio());
      String what =
          "CreateAlbum / bare insert, " + threads + (threads == 1 ? " thread" : " threads");
      figures.add(Figure.atLeast(what, compared.ratio(), AIM, ""));
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
      super(THREADS_MAX, 1);
    }
  }

  /** Creates an album. */
  @Benchmark
  public AlbumId createAlbum(Owners owners, Turn turn) {
    return owners.gallery.createAlbum(
        owners.next(turn), "Summer album", Optional.empty(), Optional.empty());
  }

  /** Inserts a row. */
  @Benchmark
  public void insert(Table table, Turn turn) throws SQLException {
    table.insert(turn);
  }
}
