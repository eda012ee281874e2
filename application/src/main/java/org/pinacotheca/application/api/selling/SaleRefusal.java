package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.Refusal;

/** Why a sale was not made although the caller may buy; nothing was charged. */
public sealed interface SaleRefusal extends Refusal, UnlockAlbum.Outcome, Subscribe.Outcome
    permits OwnSale, PriceChanged, NotEnoughCredits {}
