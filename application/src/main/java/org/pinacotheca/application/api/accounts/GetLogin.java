package org.pinacotheca.application.api.accounts;

import java.util.Optional;
import org.pinacotheca.domain.authorization.Login;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;

/**
 * Reads a login, so that a member can decide about it: which application asks for what. Needs no
 * scope.
 */
public record GetLogin(LoginToken token) {
  /** The possible outcomes. */
  public sealed interface Outcome permits GetLogin.Read, LoginNotFound {}

  /** The login and who asks for it. */
  public record Read(Login login, ClientApplication application, Optional<Community> community)
      implements Outcome {}
}
