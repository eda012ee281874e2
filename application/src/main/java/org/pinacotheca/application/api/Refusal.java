package org.pinacotheca.application.api;

/**
 * An outcome that changed nothing. A refused command leaves no trace, except in counters of
 * refusals.
 */
public interface Refusal {}
