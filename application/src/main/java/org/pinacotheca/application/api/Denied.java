package org.pinacotheca.application.api;

/** The caller may not make this request. */
public record Denied(Denial why) implements CommonRefusal {}
