/** A cache of what was used last, for the use cases. */
@NullMarked
package org.pinacotheca.application.cache;

import org.jspecify.annotations.NullMarked;
