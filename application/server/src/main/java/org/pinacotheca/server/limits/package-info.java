/** Limits of concurrent work and connections, and overload control. */
@NullMarked
package org.pinacotheca.server.limits;

import org.jspecify.annotations.NullMarked;
