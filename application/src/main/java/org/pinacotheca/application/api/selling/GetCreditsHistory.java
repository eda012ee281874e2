package org.pinacotheca.application.api.selling;

import java.util.OptionalInt;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;

/**
 * Reads the subject's account. Needs {@link
 * org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_HISTORY}.
 *
 * @param pageNumber empty means the last page
 */
public record GetCreditsHistory(boolean newestFirst, OptionalInt pageNumber, int pageSize) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public GetCreditsHistory {
    var _ = new PageRequest(pageNumber.orElse(1), pageSize);
  }

  /** The page that is asked for. */
  public PageRequest page(long entries) {
    long last = Math.max(1, Math.ceilDiv(entries, (long) pageSize));
    return new PageRequest(pageNumber.orElse((int) Math.min(last, Integer.MAX_VALUE)), pageSize);
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits GetCreditsHistory.Read, CommonRefusal {}

  /** The page. */
  public record Read(Page<LedgerEntry> entries) implements Outcome {}
}
