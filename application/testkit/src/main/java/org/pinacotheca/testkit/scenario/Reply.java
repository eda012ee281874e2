package org.pinacotheca.testkit.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The reply of an API, in a form in which replies of different APIs can be compared. */
public sealed interface Reply {

  /** Whether the other does not contradict this. */
  boolean agreesWith(Reply other);

  /**
   * It was done.
   *
   * @param facts the facts about each thing, in order; none where the reply shows none
   * @param total the number of items on all pages, where the API shows it
   */
  record Done(List<Observed> facts, Optional<Long> total) implements Reply {
    /** A reply without facts. */
    public static final Done SILENTLY = new Done(List.of(), Optional.empty());

    public Done {
      facts = List.copyOf(facts);
    }

    /** A reply about one thing. */
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
