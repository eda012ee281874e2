/** The web console, served as static files. */
@NullMarked
package org.pinacotheca.http.console;

import org.jspecify.annotations.NullMarked;
