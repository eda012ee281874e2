/** Commands and queries of share links, with their outcomes. */
@NullMarked
package org.pinacotheca.application.api.sharing;

import org.jspecify.annotations.NullMarked;
