/** Operations of selling: unlocks, subscriptions and credits. */
@NullMarked
package org.pinacotheca.http.rest.selling;

import org.jspecify.annotations.NullMarked;
