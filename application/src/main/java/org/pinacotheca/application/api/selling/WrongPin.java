package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.CommandRefusal;

/** The PIN is wrong; the attempt was counted. */
public record WrongPin() implements CommandRefusal, UnlockAlbum.Outcome {}
