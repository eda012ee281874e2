/** The parts of the program put together, started and stopped. */
@NullMarked
package org.pinacotheca.server.wiring;

import org.jspecify.annotations.NullMarked;
