package org.pinacotheca.application.api.accounts;

import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.domain.identity.UserId;

/** There is no such member. */
public record MemberNotFound(UserId member)
    implements CommandRefusal,
        GetFreeGallery.Outcome,
        Subscribe.Outcome,
        ListAlbums.Outcome,
        GetGallery.Outcome {}
