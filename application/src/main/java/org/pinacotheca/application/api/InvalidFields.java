package org.pinacotheca.application.api;

import java.util.List;
import org.pinacotheca.domain.validation.FieldFault;

/** At least one field is missing or malformed; every fault that was found is listed. */
public record InvalidFields(List<FieldFault> faults) implements CommonRefusal {
  public InvalidFields {
    faults = List.copyOf(faults);
  }
}
