package org.pinacotheca.application.api.selling;

/** The caller acts for a member whose credits would be paid to the caller. */
public record OwnSale() implements SaleRefusal {}
