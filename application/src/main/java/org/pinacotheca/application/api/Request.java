package org.pinacotheca.application.api;

import java.util.List;
import org.pinacotheca.domain.validation.FieldFault;

/** What a caller asks for, with all that can be said against it without a look at the gallery. */
public interface Request {
  /** Every fault of the request's form; empty when there is none. */
  List<FieldFault> faults();
}
