/**
 * One request and its response: its body, its caller, its limits, and the hand-over from the event
 * loop to a worker and back.
 */
@NullMarked
package org.pinacotheca.http.exchange;

import org.jspecify.annotations.NullMarked;
