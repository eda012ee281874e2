/**
 * Amounts of credits. Prices of a gallery's goods are made of them; how an amount is written on a
 * wire belongs to the doors.
 */
@NullMarked
package org.pinacotheca.domain.credits;

import org.jspecify.annotations.NullMarked;
