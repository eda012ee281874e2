package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.Refusal;

/** The member has no such session: it never was, is over, or is somebody else's. */
public record SessionNotFound() implements Refusal, EndSession.Outcome {}
