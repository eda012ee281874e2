package org.pinacotheca.application.api.accounts;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.Login;
import org.pinacotheca.domain.identity.LoginToken;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Reads a login, so that a member can decide about it: which application asks for what. Needs no
 * scope.
 *
 * @param token empty when the caller gave none, which is a fault
 */
public record GetLogin(Optional<LoginToken> token) implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.required(token, Field.LOGIN_TOKEN, "the token of a login.");
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits GetLogin.Read, LoginNotFound, InvalidFields {}

  /** The login and who asks for it. */
  public record Read(Login login, ClientApplication application, Optional<Community> community)
      implements Outcome {}
}
