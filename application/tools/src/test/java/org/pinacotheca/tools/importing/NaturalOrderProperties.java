package org.pinacotheca.tools.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NaturalOrderProperties {
  private static final NaturalOrder ORDER = new NaturalOrder();

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("0129aAbB_-. \u00e9\u00c9").ofMaxLength(8);
  }

  @Example
  void numbersAreOrderedByTheirValue() {
    List<String> right =
        List.of("IMG_1", "img_2", "IMG_10", "IMG_10a", "IMG_99999999999999999999", "IMG_b");
    assertThat(right.reversed().stream().sorted(ORDER)).containsExactlyElementsOf(right);
  }

  @Property
  void twoNamesHaveAnOrder(@ForAll("names") String one, @ForAll("names") String other) {
    assertThat(Integer.signum(ORDER.compare(one, other)))
        .isEqualTo(-Integer.signum(ORDER.compare(other, one)));
    assertThat(ORDER.compare(one, other) == 0).isEqualTo(one.equals(other));
  }

  @Property
  void threeNamesHaveAnOrder(
      @ForAll("names") String a, @ForAll("names") String b, @ForAll("names") String c) {
    List<String> sorted = Stream.of(a, b, c).sorted(ORDER).toList();
    assertThat(ORDER.compare(sorted.getFirst(), sorted.getLast())).isLessThanOrEqualTo(0);
  }

  @Property
  void aNumberIsItsValue(@ForAll int one, @ForAll int other) {
    long first = Integer.toUnsignedLong(one);
    long second = Integer.toUnsignedLong(other);
    assertThat(Integer.signum(ORDER.compare("IMG_" + first + ".jpg", "IMG_" + second + ".jpg")))
        .isEqualTo(Long.compare(first, second));
  }
}
