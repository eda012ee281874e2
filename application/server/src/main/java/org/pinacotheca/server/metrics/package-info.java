/** Metrics of the running server, and the access log. */
@NullMarked
package org.pinacotheca.server.metrics;

import org.jspecify.annotations.NullMarked;
