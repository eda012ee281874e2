/** Operations on share links. */
@NullMarked
package org.pinacotheca.http.rest.sharing;

import org.jspecify.annotations.NullMarked;
