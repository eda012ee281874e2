package org.pinacotheca.application.api;

import java.util.OptionalInt;
import org.pinacotheca.domain.gallery.Page;

/**
 * Reads the subject's subscriptions, on or over.
 *
 * @param subscribers whether those of others to his gallery are wanted instead of his own
 */
public record GetSubscriptions(boolean subscribers, OptionalInt pageNumber, OptionalInt pageSize) {
  /** What came of it. */
  public sealed interface Outcome permits GetSubscriptions.Read, Denied, InvalidFields {}

  /** The page. */
  public record Read(Page<NamedSubscription> subscriptions) implements Outcome {}
}
