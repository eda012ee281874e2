/**
 * A simulation of several nodes of a gallery over a storage and files that fail on purpose, which a
 * seed replays exactly. Needs no test engine.
 */
@NullMarked
package org.pinacotheca.testkit.simulation;

import org.jspecify.annotations.NullMarked;
