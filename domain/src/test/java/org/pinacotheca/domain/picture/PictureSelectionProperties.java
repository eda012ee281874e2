package org.pinacotheca.domain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

class PictureSelectionProperties {
  @Property
  void oneToFiftyPicturesAreNamedOneNamedTwiceCountingOnce(
      @ForAll @Size(max = 120) List<@IntRange(min = -1, max = 70) Integer> numbers) {
    List<PictureId> named = numbers.stream().map(PictureId::new).toList();
    Set<PictureId> distinct = new HashSet<>(named);
    boolean isValid = !distinct.isEmpty() && distinct.size() <= 50;
    Statistics.label("valid").collect(isValid);
    assertThat(PictureSelection.check(named).valid().map(PictureSelection::ids))
        .isEqualTo(isValid ? Optional.of(distinct) : Optional.empty());
    assertThat(PictureSelection.check(named).faults())
        .extracting(FieldFault::field)
        .isEqualTo(isValid ? List.of() : List.of(Field.PICTURES));
  }

  @Example
  void whoBuildsAWrongSelectionIsReported() {
    assertThatThrownBy(() -> new PictureSelection(Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PICTURES must name 1-50 pictures, not 0.");
  }
}
