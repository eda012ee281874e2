package org.pinacotheca.benchmarks;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.pinacotheca.benchmarks.measure.Child;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Program;
import org.pinacotheca.benchmarks.measure.Workplace;

/** GetAlbums with every request traced, against the same without traces. */
final class TracesBenchmark {
  private static final double AIM = 0.8;

  private TracesBenchmark() {}

  static List<Figure> run(Workplace workplace, PrintStream out) throws IOException {
    int collector = AlbumsBenchmark.bare(workplace, "collector", "", new JsonObject());
    try (GalleryServer traced =
            GalleryServer.start(
                workplace,
                workplace.place("traced"),
                GalleryServer.Launch.withArguments("--traces", "http://127.0.0.1:" + collector));
        GalleryServer untraced = GalleryServer.start(workplace, workplace.place("untraced"))) {
      Child tracedLoad = load(workplace, traced);
      Child untracedLoad = load(workplace, untraced);
      List<Figure> figures = new ArrayList<>();
      for (int connections : List.of(16, 64)) {
        double ratio =
            Load.ratio(
                new Load.Side("traced", tracedLoad, traced.port()),
                new Load.Side("untraced", untracedLoad, untraced.port()),
                connections,
                out);
        figures.add(
            Figure.atLeast(
                "GetAlbums traced / untraced, " + connections + " connections", ratio, AIM, ""));
      }
      tracedLoad.close();
      untracedLoad.close();
      return figures;
    }
  }

  /** A program that requests the albums of an owner, once the server has warmed up. */
  private static Child load(Workplace workplace, GalleryServer server) throws IOException {
    GalleryServer.Owner owner = server.owner();
    AlbumsBenchmark.fill(server, owner);
    Child load = workplace.start(Program.bare(LoadProgram.class, List.of(), List.of()));
    load.ask("/v1/Pictures/GetAlbums?UserID=" + owner.id());
    load.ask(owner.token());
    Load.warmUp(load, server.port());
    return load;
  }
}
