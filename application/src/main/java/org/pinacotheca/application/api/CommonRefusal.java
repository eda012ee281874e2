package org.pinacotheca.application.api;

import org.pinacotheca.application.api.accounts.ApproveLogin;
import org.pinacotheca.application.api.accounts.EndSession;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadRefusal;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.application.api.sharing.CreateShareLink;
import org.pinacotheca.application.api.sharing.GetShareLinks;
import org.pinacotheca.application.api.sharing.RemoveShareLink;

/** A refusal that every request of a member can meet: it is not allowed, or its form is invalid. */
public sealed interface CommonRefusal
    extends Refusal,
        UnlockAlbum.Outcome,
        GetAlbumPrice.Outcome,
        UpdatePricePlans.Outcome,
        Subscribe.Outcome,
        GetSubscriptions.Outcome,
        GetCreditsHistory.Outcome,
        GetCreditBalance.Outcome,
        CreateAlbum.Outcome,
        ListAlbums.Outcome,
        UpdateAlbum.Outcome,
        RemoveAlbum.Outcome,
        UploadRefusal,
        UpdatePicture.Outcome,
        RemovePictures.Outcome,
        GetGallery.Outcome,
        GetPendingPictures.Outcome,
        ApprovePictures.Outcome,
        RejectPictures.Outcome,
        ApproveLogin.Outcome,
        EndSession.Outcome,
        CreateShareLink.Outcome,
        GetShareLinks.Outcome,
        RemoveShareLink.Outcome
    permits Denied, InvalidFields {}
