/**
 * The use cases, one class per driving port, and {@link org.pinacotheca.application.Gallery}, which
 * puts them together. No clock, randomness or environment is touched here: time comes from the unit
 * of work, ids and secrets from ports.
 */
@NullMarked
package org.pinacotheca.application;

import org.jspecify.annotations.NullMarked;
