package org.pinacotheca.application.api.accounts;

import org.pinacotheca.domain.identity.Caller;

/**
 * Gives an application of the signed RPC a session of a member without a password: it requests a
 * login, the member approves, it collects the session. Members decide only for themselves, whomever
 * they act for, so that a session's calls are always its own member's. Thread-safe.
 */
public interface LoginRequests {
  RequestLogin.Outcome request(RequestLogin command);

  GetLogin.Outcome get(Caller caller, GetLogin query);

  ApproveLogin.Outcome approve(Caller caller, ApproveLogin command);

  DeclineLogin.Outcome decline(Caller caller, DeclineLogin command);

  CompleteLogin.Outcome complete(CompleteLogin command);
}
