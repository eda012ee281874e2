/** The demo, the sandbox and the simulation: galleries to try, which keep nothing. */
@NullMarked
package org.pinacotheca.server.demo;

import org.jspecify.annotations.NullMarked;
