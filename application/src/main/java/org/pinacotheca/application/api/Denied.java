package org.pinacotheca.application.api;

/** The caller may not do this at all. */
public record Denied(Denial why)
    implements CommonRefusal, GetCreditBalance.Outcome, ListAlbums.Outcome {}
