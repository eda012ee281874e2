/**
 * Holds what a server of the REST API answers to the OpenAPI document that it serves, for the tests
 * of other modules. Nothing here depends on how it is served.
 */
@NullMarked
package org.pinacotheca.openapitesting;

import org.jspecify.annotations.NullMarked;
