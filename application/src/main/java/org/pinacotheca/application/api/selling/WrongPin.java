package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.Refusal;

/** The PIN is wrong; the attempt was counted. */
public record WrongPin() implements Refusal, UnlockAlbum.Outcome {}
