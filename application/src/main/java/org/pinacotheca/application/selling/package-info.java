/** Use cases of selling: unlocks, subscriptions, credits and refunds. */
@NullMarked
package org.pinacotheca.application.selling;

import org.jspecify.annotations.NullMarked;
