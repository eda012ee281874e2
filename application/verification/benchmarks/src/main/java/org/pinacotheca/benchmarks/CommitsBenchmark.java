package org.pinacotheca.benchmarks;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.benchmarks.measure.EmbeddedGallery;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.Workplace;
import org.pinacotheca.benchmarks.measure.Writers;
import org.pinacotheca.domain.identity.Caller;

/** Durable CreateAlbum on HSQLDB files, against bare inserts that are durable at commit. */
final class CommitsBenchmark {
  private static final int THREADS_MAX = 16;
  private static final int OWNERS_PER_THREAD = 50;
  private static final double AIM = 0.5;

  private CommitsBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out)
      throws SQLException, InterruptedException, ExecutionException {
    try (EmbeddedGallery gallery =
            EmbeddedGallery.open(workplace.place("commits"), GallerySettings.DEFAULT);
        BareInserts bare = BareInserts.open(workplace.place("inserts"), THREADS_MAX, 1);
        Writers writers = new Writers(THREADS_MAX)) {
      List<Caller> owners = gallery.members("owner", THREADS_MAX * OWNERS_PER_THREAD);
      Writers.Task core = (thread, count) -> create(gallery, owners, thread, count);
      writers.warmUp(THREADS_MAX, core);
      writers.warmUp(THREADS_MAX, bare::insert);
      out.println("Durable writes a second on HSQLDB files");
      List<Figure> figures = new ArrayList<>();
      for (int count : List.of(1, THREADS_MAX)) {
        Writers.Compared compared = writers.compare(count, core, bare::insert);
        out.printf(
            Locale.ROOT,
            "  %2d threads: CreateAlbum %7.0f   bare insert %7.0f   ratio %.3f%n",
            count,
            compared.ours(),
            compared.theirs(),
            compared.ratio());
        figures.add(
            Figure.atLeast(
                "CreateAlbum / bare insert, " + count + (count == 1 ? " thread" : " threads"),
                compared.ratio(),
                AIM,
                ""));
      }
      return figures;
    }
  }

  private static void create(EmbeddedGallery gallery, List<Caller> owners, int thread, long count) {
    Caller owner = owners.get(thread + THREADS_MAX * (int) (count % OWNERS_PER_THREAD));
    gallery.createAlbum(owner, "Summer album", Optional.empty(), Optional.empty());
  }
}
