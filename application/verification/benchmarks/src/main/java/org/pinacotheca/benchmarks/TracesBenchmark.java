package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Side;
import org.pinacotheca.benchmarks.measure.Workplace;

/** GetAlbums with every request traced, against the same without traces. */
final class TracesBenchmark {
  private static final double AIM = 0.8;

  private TracesBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) throws IOException {
    int collector =
        AlbumsBenchmark.port(
            AlbumsBenchmark.bare(workplace, "collector", new byte[0], new JsonObject()));
    GalleryServer.Launch tracing =
        GalleryServer.Launch.withArguments("--traces", "http://127.0.0.1:" + collector);
    try (Load load = new Load();
        GalleryServer with = GalleryServer.start(workplace, workplace.place("traced"), tracing);
        GalleryServer without = GalleryServer.start(workplace, workplace.place("untraced"))) {
      Side traced = Side.of("traced", with, AlbumsBenchmark.getAlbums(with));
      Side untraced = Side.of("untraced", without, AlbumsBenchmark.getAlbums(without));
      traced.warmUp(load);
      untraced.warmUp(load);
      List<Figure> figures = new ArrayList<>();
      for (int connections : List.of(16, 64)) {
        double ratio = traced.ratioTo(untraced, load, connections, out);
        String what = "GetAlbums traced / untraced, " + connections + " connections";
        figures.add(Figure.atLeast(what, ratio, AIM, ""));
      }
      return figures;
    }
  }
}
