/** Rate limits: {@link org.pinacotheca.domain.rate.RateWindow}. */
@NullMarked
package org.pinacotheca.domain.rate;

import org.jspecify.annotations.NullMarked;
