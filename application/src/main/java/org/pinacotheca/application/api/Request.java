package org.pinacotheca.application.api;

import java.util.List;
import org.pinacotheca.domain.validation.FieldFault;

/** A request of a caller, which can check its own form without access to the gallery. */
public interface Request {
  /** Every fault of the request's form; empty when there is none. */
  List<FieldFault> faults();
}
