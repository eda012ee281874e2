/** Operations of the REST API, and their calls. */
@NullMarked
package org.pinacotheca.http.rest;

import org.jspecify.annotations.NullMarked;
