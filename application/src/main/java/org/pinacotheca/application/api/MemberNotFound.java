package org.pinacotheca.application.api;

import org.pinacotheca.domain.identity.UserId;

/** There is no such member. */
public record MemberNotFound(UserId member)
    implements Refusal,
        GetFreeGallery.Outcome,
        Subscribe.Outcome,
        ListAlbums.Outcome,
        GetGallery.Outcome {}
