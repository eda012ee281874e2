package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.CommandRefusal;

/** Why a sale was not made although the caller may buy; nothing was charged. */
public sealed interface SaleRefusal extends CommandRefusal, UnlockAlbum.Outcome, Subscribe.Outcome
    permits OwnSale, PriceChanged, NotEnoughCredits {}
