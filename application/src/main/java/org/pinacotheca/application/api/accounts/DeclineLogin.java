package org.pinacotheca.application.api.accounts;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.identity.LoginToken;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Ends a login, so that it never becomes a session, even if the caller has approved it. Needs no
 * scope.
 *
 * @param token empty when the caller gave none, which is a fault
 */
public record DeclineLogin(Optional<LoginToken> token) implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.required(token, Field.LOGIN_TOKEN, "the token of a login.");
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits DeclineLogin.Declined, LoginNotFound, InvalidFields {}

  /** The token is no longer valid. */
  public record Declined() implements Outcome {}
}
