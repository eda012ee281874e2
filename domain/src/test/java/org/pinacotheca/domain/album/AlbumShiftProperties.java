package org.pinacotheca.domain.album;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** Compares moved and removed albums with a list in which they are moved and removed. */
class AlbumShiftProperties {

  @Property
  void theMovedOneStandsWhereItWasPutAndAllOthersKeepTheirOrder(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(max = 39) int any,
      @ForAll @IntRange(max = 39) int other) {
    int from = any % count;
    int to = other % count;
    Statistics.label("direction").collect(Integer.signum(to - from));
    List<Integer> albums = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    albums.add(to, albums.remove(from));
    for (int album = 0; album < count; album++) {
      int place = album;
      int after =
          album == from
              ? to
              : AlbumShift.forMove(from, to).map(shift -> shift.after(place)).orElse(place);
      assertThat(albums.get(after)).isEqualTo(album);
    }
  }

  @Property
  void noGapIsLeftByTheOneThatGoes(
      @ForAll @IntRange(min = 1, max = 40) int count, @ForAll @IntRange(max = 39) int any) {
    int gone = any % count;
    List<Integer> places =
        IntStream.range(0, count)
            .filter(place -> place != gone)
            .map(AlbumShift.forRemoval(gone)::after)
            .boxed()
            .toList();
    assertThat(places).isEqualTo(IntStream.range(0, count - 1).boxed().toList());
  }
}
