package org.pinacotheca.application.api;

import org.pinacotheca.application.api.accounts.ApproveLogin;
import org.pinacotheca.application.api.accounts.EndSession;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.selling.GetCreditBalance;

/** The caller may not make this request. */
public record Denied(Denial why)
    implements CommonRefusal,
        GetCreditBalance.Outcome,
        ListAlbums.Outcome,
        ApproveLogin.Outcome,
        EndSession.Outcome {}
