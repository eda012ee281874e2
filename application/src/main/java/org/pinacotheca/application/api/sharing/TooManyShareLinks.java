package org.pinacotheca.application.api.sharing;

import org.pinacotheca.application.api.CommandRefusal;

/** The album has as many share links as an album may have. */
public record TooManyShareLinks(int linksMax) implements CommandRefusal, CreateShareLink.Outcome {}
