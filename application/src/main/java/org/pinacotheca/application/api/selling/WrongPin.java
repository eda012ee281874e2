package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.CommandRefusal;
import org.pinacotheca.application.api.sharing.VisitShareLink;

/** The PIN is wrong; the attempt was counted. */
public record WrongPin() implements CommandRefusal, UnlockAlbum.Outcome, VisitShareLink.Outcome {}
