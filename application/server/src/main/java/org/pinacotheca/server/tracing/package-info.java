/**
 * Traces of requests for a collector of OpenTelemetry. Nothing else in the program knows
 * OpenTelemetry, and nothing of it is loaded where no traces are asked for.
 */
@NullMarked
package org.pinacotheca.server.tracing;

import org.jspecify.annotations.NullMarked;
