/** An operation of the REST API, and the call of one. */
@NullMarked
package org.pinacotheca.http.rest;

import org.jspecify.annotations.NullMarked;
