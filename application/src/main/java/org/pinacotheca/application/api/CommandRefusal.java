package org.pinacotheca.application.api;

import org.pinacotheca.application.api.accounts.LoginNotFound;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.accounts.SessionNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.pictures.UploadRefusal;
import org.pinacotheca.application.api.selling.PlanNotFound;
import org.pinacotheca.application.api.selling.SaleRefusal;
import org.pinacotheca.application.api.selling.SubscriptionTooLong;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.application.api.sharing.PinRequired;
import org.pinacotheca.application.api.sharing.ShareLinkNotFound;
import org.pinacotheca.application.api.sharing.TooManyShareLinks;

/**
 * A refusal of a member's command or query, so that an API can translate all of them in one place.
 */
public sealed interface CommandRefusal extends Refusal
    permits UploadRefusal,
        SaleRefusal,
        GalleryFull,
        LoginNotFound,
        MemberNotFound,
        PicturesNotFound,
        PinRequired,
        PlanNotFound,
        SessionNotFound,
        ShareLinkNotFound,
        SubscriptionTooLong,
        TooManyAlbums,
        TooManyShareLinks,
        TooManyWrongPins,
        WrongPin {}
