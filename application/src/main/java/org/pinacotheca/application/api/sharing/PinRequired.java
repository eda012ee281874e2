package org.pinacotheca.application.api.sharing;

import org.pinacotheca.application.api.CommandRefusal;

/** The link asks for a PIN, and none was given, which does not count as an attempt. */
public record PinRequired() implements CommandRefusal, VisitShareLink.Outcome {}
