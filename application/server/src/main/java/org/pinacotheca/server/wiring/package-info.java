/** Assembles, starts and stops the parts of the program. */
@NullMarked
package org.pinacotheca.server.wiring;

import org.jspecify.annotations.NullMarked;
