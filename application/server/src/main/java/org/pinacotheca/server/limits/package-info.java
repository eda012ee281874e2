/** How much is done at once, and what is turned away. */
@NullMarked
package org.pinacotheca.server.limits;

import org.jspecify.annotations.NullMarked;
