/** Assembles a gallery over its storage; used by embedded galleries and by the server. */
@NullMarked
package org.pinacotheca.embedded.assembly;

import org.jspecify.annotations.NullMarked;
