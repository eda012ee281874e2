package org.pinacotheca.application.api.accounts;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.identity.LoginToken;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Lets an application have a session of the caller; repeating it changes nothing. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}, because a session may do all that this
 * scope allows.
 *
 * @param token empty when the caller gave none, which is a fault
 */
public record ApproveLogin(Optional<LoginToken> token) implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.required(token, Field.LOGIN_TOKEN, "the token of a login.");
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits ApproveLogin.Approved, CommonRefusal, LoginNotFound {}

  /** The application can collect its session while the token is valid. */
  public record Approved() implements Outcome {}
}
