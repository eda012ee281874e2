package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.Refusal;

/** The PIN is wrong; it has been counted. */
public record WrongPin() implements Refusal, UnlockAlbum.Outcome {}
