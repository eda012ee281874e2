/**
 * Checks the responses of a REST API server against the OpenAPI document that it serves, for the
 * tests of other modules. Independent of how the API is served.
 */
@NullMarked
package org.pinacotheca.described;

import org.jspecify.annotations.NullMarked;
