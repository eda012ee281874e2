/** Translates the core's refusals into error responses. */
@NullMarked
package org.pinacotheca.http.refusal;

import org.jspecify.annotations.NullMarked;
