package org.pinacotheca.application.api.selling;

import java.util.List;
import java.util.OptionalInt;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Reads the subject's account. Needs {@link
 * org.pinacotheca.domain.identity.Scope#ACCOUNT_CREDITS_HISTORY}.
 *
 * @param pageNumber empty means the last page
 */
public record GetCreditsHistory(boolean newestFirst, OptionalInt pageNumber, OptionalInt pageSize)
    implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.page(pageNumber, pageSize);
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits GetCreditsHistory.Read, CommonRefusal {}

  /** The page. */
  public record Read(Page<LedgerEntry> entries) implements Outcome {}
}
