/** A least-recently-used cache for the use cases. */
@NullMarked
package org.pinacotheca.application.cache;

import org.jspecify.annotations.NullMarked;
