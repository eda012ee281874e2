/**
 * What is sold: unlocks of albums, subscriptions, their prices, refunds, and the accounts of
 * credits.
 */
@NullMarked
package org.pinacotheca.application.api.selling;

import org.jspecify.annotations.NullMarked;
