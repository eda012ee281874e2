/** How each refusal of the core reads on the wire. */
@NullMarked
package org.pinacotheca.http.refusal;

import org.jspecify.annotations.NullMarked;
