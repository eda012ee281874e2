/** The web console, as files. */
@NullMarked
package org.pinacotheca.http.console;

import org.jspecify.annotations.NullMarked;
