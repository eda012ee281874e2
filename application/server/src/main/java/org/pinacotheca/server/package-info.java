/** The program: configuration, wiring and the command line. Contains no rule of the gallery. */
@NullMarked
package org.pinacotheca.server;

import org.jspecify.annotations.NullMarked;
