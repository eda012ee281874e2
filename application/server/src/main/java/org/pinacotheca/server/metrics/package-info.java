/** What is measured while the server runs, and the access log. */
@NullMarked
package org.pinacotheca.server.metrics;

import org.jspecify.annotations.NullMarked;
