package org.pinacotheca.http.admin;

import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.Fields;
import org.pinacotheca.http.wire.Response;

/** Ends an operator's call with a refusal. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Response response;

  RefusedException(Response response) {
    super("refused with status " + response.status(), null, false, false);
    this.response = response;
  }

  Response response() {
    return response;
  }

  /** Refuses the call if a field has a fault. */
  static void unlessValid(Fields fields) {
    if (!fields.faults().isEmpty()) {
      throw new RefusedException(Refusals.invalid(fields.faults()));
    }
  }
}
