package org.pinacotheca.testkit.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

/** The replies to viewers about their purchases and access, in order. Used by one thread. */
public final class Journal {
  private final List<Entry> entries = new ArrayList<>();

  /** Appends the latest reply. */
  public void add(Entry entry) {
    entries.add(entry);
  }

  /** All entries. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** A reply to a viewer. */
  public sealed interface Entry {
    Instant at();

    UserId viewer();
  }

  /** The viewer was charged for an album, in hundredths. */
  public record Unlocked(Instant at, UserId viewer, AlbumId album, long charged) implements Entry {}

  /** The viewer was charged for a subscription, in hundredths, which ends at an instant. */
  public record Subscribed(Instant at, UserId viewer, UserId owner, long charged, Instant until)
      implements Entry {}

  /**
   * The viewer got back what they had paid for an album or a subscription.
   *
   * @param until when the rest of the subscription ends; empty when nothing is left
   */
  public record Refunded(
      Instant at, UserId viewer, UserId owner, Optional<AlbumId> album, Optional<Instant> until)
      implements Entry {}

  /** The viewer read their access to an album. */
  public record Seen(Instant at, UserId viewer, AlbumId album, UserId owner, GalleryAccess access)
      implements Entry {}
}
