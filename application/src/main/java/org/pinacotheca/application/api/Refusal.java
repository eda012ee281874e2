package org.pinacotheca.application.api;

/**
 * An outcome that did nothing. A refused command leaves no trace, except in counters that exist to
 * count refusals.
 */
public interface Refusal {}
