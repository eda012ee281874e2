/**
 * The core: {@link org.pinacotheca.application.Gallery} and its settings. The use cases lie in a
 * package for each subject, which are not exported. No clock, randomness or environment is touched
 * here: time comes from the unit of work, ids and secrets from ports.
 */
@NullMarked
package org.pinacotheca.application;

import org.jspecify.annotations.NullMarked;
