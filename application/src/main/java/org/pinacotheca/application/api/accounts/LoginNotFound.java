package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.Refusal;

/**
 * There is no such login: it never was, or it is over, another application's or, to a member, one
 * that another member has approved.
 */
public record LoginNotFound()
    implements Refusal,
        GetLogin.Outcome,
        ApproveLogin.Outcome,
        DeclineLogin.Outcome,
        CompleteLogin.Outcome {}
