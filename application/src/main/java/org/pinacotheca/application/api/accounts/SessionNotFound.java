package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.CommandRefusal;

/** The member has no such session: it never existed, is over, or is another member's. */
public record SessionNotFound() implements CommandRefusal, EndSession.Outcome {}
