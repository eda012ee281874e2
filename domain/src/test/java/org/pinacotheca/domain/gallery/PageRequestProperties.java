package org.pinacotheca.domain.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

class PageRequestProperties {
  @Property
  void aPageIsGoodWithinItsLimitsAndEveryFaultIsReported(@ForAll int number, @ForAll int size) {
    boolean numberIsGood = number >= 1;
    boolean sizeIsGood = size >= 1 && size <= 100;
    switch (PageRequest.check(OptionalInt.of(number), OptionalInt.of(size), 50)) {
      case Checked.Valid<PageRequest>(PageRequest page) -> {
        assertThat(numberIsGood && sizeIsGood).isTrue();
        assertThat(page).isEqualTo(new PageRequest(number, size));
      }
      case Checked.Invalid<PageRequest>(List<FieldFault> faults) -> {
        List<Field> fields = faults.stream().map(FieldFault::field).toList();
        assertThat(fields.contains(Field.PAGE_NUMBER)).isEqualTo(!numberIsGood);
        assertThat(fields.contains(Field.PAGE_SIZE)).isEqualTo(!sizeIsGood);
      }
    }
  }

  @Property
  void pagesFollowOneAnotherWithoutGaps(
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE - 1) int number,
      @ForAll @IntRange(min = 1, max = 100) int size) {
    assertThat(new PageRequest(number + 1, size).offset())
        .isEqualTo(new PageRequest(number, size).offset() + size);
    assertThat(new PageRequest(number, size).offset()).isNotNegative();
  }

  @Property
  void thereAreAsManyPagesAsItTakes(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long total,
      @ForAll @IntRange(min = 1, max = 100) int size) {
    long pages = new Page<>(List.of(), new PageRequest(1, size), total).pageCount();
    assertThat(pages * size).isGreaterThanOrEqualTo(total);
    assertThat((pages - 1) * size).isLessThan(Math.max(total, 1));
  }

  @Example
  void whatIsLeftOutIsTheFirstPageOfTheDefaultSize() {
    assertThat(PageRequest.check(OptionalInt.empty(), OptionalInt.empty(), 10))
        .isEqualTo(new Checked.Valid<>(new PageRequest(1, 10)));
    assertThatThrownBy(() -> new PageRequest(0, 10)).hasMessageContaining("page 0 of 10");
    assertThatThrownBy(() -> new PageRequest(1, 101)).hasMessageContaining("page 1 of 101");
  }
}
