package org.pinacotheca.application.api.selling;

import java.util.List;
import java.util.OptionalInt;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Reads the subject's subscriptions, on or over.
 *
 * @param subscribers whether those of others to his gallery are wanted instead of his own
 */
public record GetSubscriptions(boolean subscribers, OptionalInt pageNumber, OptionalInt pageSize)
    implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.page(pageNumber, pageSize);
  }

  /** What came of it. */
  public sealed interface Outcome permits GetSubscriptions.Read, CommonRefusal {}

  /** The page. */
  public record Read(Page<NamedSubscription> subscriptions) implements Outcome {}
}
