package org.pinacotheca.testkit.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.identity.UserId;

/** What viewers were told about what they bought and may look at, in order. Used by one thread. */
public final class Journal {
  private final List<Entry> entries = new ArrayList<>();

  /** Writes down what was told last. */
  public void add(Entry entry) {
    entries.add(entry);
  }

  /** All that was told. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Something a viewer was told. */
  public sealed interface Entry {
    Instant at();

    UserId viewer();
  }

  /** He was charged for an album, in hundredths. */
  public record Unlocked(Instant at, UserId viewer, AlbumAt album, long charged) implements Entry {}

  /** He was charged for a subscription, in hundredths, which is over at an instant. */
  public record Subscribed(Instant at, UserId viewer, UserId owner, long charged, Instant until)
      implements Entry {}

  /**
   * They got back what they had paid for an album or a subscription.
   *
   * @param until when what is left of the subscription is over; empty when nothing is
   */
  public record Refunded(
      Instant at, UserId viewer, UserId owner, Optional<AlbumAt> album, Optional<Instant> until)
      implements Entry {}

  /**
   * He asked for his access to an album.
   *
   * @param access one of {@code owner}, {@code subscribed}, {@code unlocked} and {@code none}
   */
  public record Seen(Instant at, UserId viewer, AlbumAt album, String access) implements Entry {}
}
