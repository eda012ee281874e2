/** The OpenAPI document of the REST API, and the page that shows it. */
@NullMarked
package org.pinacotheca.http.openapi;

import org.jspecify.annotations.NullMarked;
