/** What a server chooses when it starts the REST API, and whom it lets observe requests. */
@NullMarked
package org.pinacotheca.http.settings;

import org.jspecify.annotations.NullMarked;
