package org.pinacotheca.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pinacotheca.benchmarks.measure.Build;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.GalleryServer;
import org.pinacotheca.benchmarks.measure.Load;
import org.pinacotheca.benchmarks.measure.Side;
import org.pinacotheca.benchmarks.measure.Workplace;

/** Compares this build with another one, through the REST API of both. */
final class OtherBuild {
  /** At most a tenth slower, the noise of such measurements. */
  static final double AIM = 0.9;

  private OtherBuild() {}

  /**
   * The ratio of both builds, which take turns; nothing where there is no other build.
   *
   * @param prepare fills a server, and returns its requests
   */
  static List<Figure> compare(
      String what,
      int connections,
      Workplace workplace,
      PrintStream out,
      Function<GalleryServer, Supplier<Load.Request>> prepare) {
    Optional<Build> other = Build.other();
    if (other.isEmpty()) {
      return List.of();
    }
    out.println(what + " over REST");
    try (Load load = new Load();
        GalleryServer ours = GalleryServer.start(workplace, workplace.place("own"), Build.own());
        GalleryServer theirs =
            GalleryServer.start(workplace, workplace.place("other"), other.get())) {
      Side own = Side.of(Build.own().name(), ours, prepare.apply(ours));
      Side their = Side.of(other.get().name(), theirs, prepare.apply(theirs));
      own.warmUp(load);
      their.warmUp(load);
      double ratio = own.ratioTo(their, load, connections, out);
      return List.of(Figure.atLeast(what + " over REST, this / other build", ratio, AIM, ""));
    }
  }

  /** The requests one after the other, again and again. */
  static Supplier<Load.Request> inTurn(List<Load.Request> requests) {
    return Stream.generate(() -> requests).flatMap(List::stream).iterator()::next;
  }
}
