/**
 * The program: configuration, wiring and the command line. What a gallery does is decided
 * elsewhere.
 */
@NullMarked
package org.pinacotheca.server;

import org.jspecify.annotations.NullMarked;
