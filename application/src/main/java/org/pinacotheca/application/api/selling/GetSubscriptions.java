package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;

/**
 * Reads the subject's subscriptions, active or ended.
 *
 * @param subscribers whether those of others to the subject's gallery are wanted instead of their
 *     own
 */
public record GetSubscriptions(boolean subscribers, PageRequest page) {
  /** The possible outcomes. */
  public sealed interface Outcome permits GetSubscriptions.Read, CommonRefusal {}

  /** The page. */
  public record Read(Page<NamedSubscription> subscriptions) implements Outcome {}
}
