/** A server of both APIs over a gallery in memory, for tests of programs that call it. */
@NullMarked
package org.pinacotheca.sandbox;

import org.jspecify.annotations.NullMarked;
