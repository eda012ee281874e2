package org.pinacotheca.testkit.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a door answered, in words that replies of different doors can be compared by. */
public sealed interface Reply {

  /** Whether the other says nothing else. */
  boolean agreesWith(Reply other);

  /**
   * It was done.
   *
   * @param facts what was said about each thing, in order; none where the answer says nothing
   * @param total how many things there are on all pages, where the door shows it
   */
  record Done(List<Observed> facts, Optional<Long> total) implements Reply {
    /** An answer that says nothing. */
    public static final Done SILENTLY = new Done(List.of(), Optional.empty());

    public Done {
      facts = List.copyOf(facts);
    }

    /** An answer about one thing. */
    public static Done about(Observed one) {
      return new Done(List.of(one), Optional.empty());
    }

    @Override
    public boolean agreesWith(Reply other) {
      return other instanceof Done(List<Observed> others, Optional<Long> otherTotal)
          && facts.size() == others.size()
          && (total.isEmpty() || otherTotal.isEmpty() || total.equals(otherTotal))
          && IntStream.range(0, facts.size())
              .allMatch(place -> facts.get(place).agreesWith(others.get(place)));
    }
  }

  /**
   * It was refused.
   *
   * @param refusal the simple name of the refusal of {@code application.api}, such as {@code
   *     AlbumFull}; of a denial the reason, such as {@code ScopeMissing}
   */
  record Refused(String refusal) implements Reply {
    @Override
    public boolean agreesWith(Reply other) {
      return equals(other);
    }
  }
}
