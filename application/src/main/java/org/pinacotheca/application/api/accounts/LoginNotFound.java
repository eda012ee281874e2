package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.CommandRefusal;

/**
 * There is no such login: it never existed, it is over, it is another application's, or another
 * member has approved it.
 */
public record LoginNotFound()
    implements CommandRefusal,
        GetLogin.Outcome,
        ApproveLogin.Outcome,
        DeclineLogin.Outcome,
        CompleteLogin.Outcome {}
