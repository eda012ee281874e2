/**
 * Traces of requests for an OpenTelemetry collector. Only this package uses OpenTelemetry, which is
 * not loaded unless tracing is enabled.
 */
@NullMarked
package org.pinacotheca.server.tracing;

import org.jspecify.annotations.NullMarked;
