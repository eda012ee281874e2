package org.pinacotheca.application.api;

/** The PIN is wrong; it has been counted. */
public record WrongPin() implements Refusal, UnlockAlbum.Outcome {}
