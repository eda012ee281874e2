/** The use cases of share links. */
@NullMarked
package org.pinacotheca.application.sharing;

import org.jspecify.annotations.NullMarked;
