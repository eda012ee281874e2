/** The record of who did what for whom. It never contains a PIN, token or secret. */
@NullMarked
package org.pinacotheca.domain.audit;

import org.jspecify.annotations.NullMarked;
