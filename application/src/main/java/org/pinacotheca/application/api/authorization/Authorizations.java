package org.pinacotheca.application.api.authorization;

import java.util.Optional;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;

/** Lets programs in by the authorization code flow of OAuth 2 (RFC 6749, 7636). Thread-safe. */
public interface Authorizations {
  /** The application of a key, if the address is exactly one of its redirect URIs. */
  Optional<ClientApplication> application(String clientId, String redirectUri);

  /** Lets a program in, in the name of the caller themselves. */
  AuthorizeProgram.Outcome authorize(Caller caller, AuthorizeProgram command);

  /** Exchanges a code for tokens. A second use of a code revokes what the first gave. */
  RedeemCode.Outcome redeem(RedeemCode command);

  /**
   * Revokes a bearer or refresh token with its whole family (RFC 7009); does nothing when it is
   * unknown or another application's.
   *
   * @return whether application and secret are right
   */
  boolean revoke(RevokeToken command);
}
