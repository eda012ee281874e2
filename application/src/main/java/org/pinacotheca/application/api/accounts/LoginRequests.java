package org.pinacotheca.application.api.accounts;

import org.pinacotheca.domain.identity.Caller;

/**
 * How an application of the signed RPC comes to a session of a member who never tells it a
 * password: it asks for a login, the member approves, it collects the session. A member decides for
 * himself alone, whomever he acts for, so that a session's calls are always its own member's. Safe
 * for use by many threads.
 */
public interface LoginRequests {
  RequestLogin.Outcome request(RequestLogin command);

  GetLogin.Outcome get(Caller caller, GetLogin query);

  ApproveLogin.Outcome approve(Caller caller, ApproveLogin command);

  DeclineLogin.Outcome decline(Caller caller, DeclineLogin command);

  CompleteLogin.Outcome complete(CompleteLogin command);
}
