package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.Refusal;

/** Why a caller who may buy does not get what they want; nothing was charged. */
public sealed interface SaleRefusal extends Refusal, UnlockAlbum.Outcome, Subscribe.Outcome
    permits OwnSale, PriceChanged, NotEnoughCredits {}
