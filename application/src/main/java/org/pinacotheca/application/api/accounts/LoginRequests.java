package org.pinacotheca.application.api.accounts;

import org.pinacotheca.domain.identity.Caller;

/**
 * Gives an application of the signed RPC a session of a member without a password: it requests a
 * login, the member approves, it collects the session. Members decide only for themselves, whomever
 * they act for, so that a session's calls are always its own member's. Thread-safe.
 */
public interface LoginRequests {
  /**
   * Requests a login, which is open for 20 minutes.
   *
   * @return its token, or {@link RequestLogin.TooManyLogins} for an application with 1000 open ones
   */
  RequestLogin.Outcome request(RequestLogin command);

  /**
   * Reads an open login.
   *
   * @return the login, or {@link LoginNotFound}, also when it has expired or another member has
   *     approved it
   */
  GetLogin.Outcome get(Caller caller, GetLogin query);

  /**
   * Lets the application have a session of the caller; repeating it changes nothing.
   *
   * @return {@link LoginNotFound} when there is nothing to approve, as for {@link #get}
   */
  ApproveLogin.Outcome approve(Caller caller, ApproveLogin command);

  /**
   * Ends a login.
   *
   * @return {@link LoginNotFound} when there is nothing to decline, as for {@link #get}
   */
  DeclineLogin.Outcome decline(Caller caller, DeclineLogin command);

  /**
   * Exchanges an approved login for a session, once.
   *
   * @return the session, {@link LoginNotFound} for a token that is not an open login of the
   *     application, or {@link CompleteLogin.LoginNotApproved}, after which it can be tried again
   */
  CompleteLogin.Outcome complete(CompleteLogin command);
}
