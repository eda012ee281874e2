package org.pinacotheca.application.api.selling;

import java.util.List;
import java.util.OptionalInt;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Reads the subject's subscriptions, active or ended.
 *
 * @param subscribers whether those of others to the subject's gallery are wanted instead of their
 *     own
 */
public record GetSubscriptions(boolean subscribers, OptionalInt pageNumber, OptionalInt pageSize)
    implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.page(pageNumber, pageSize);
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits GetSubscriptions.Read, CommonRefusal {}

  /** The page. */
  public record Read(Page<NamedSubscription> subscriptions) implements Outcome {}
}
