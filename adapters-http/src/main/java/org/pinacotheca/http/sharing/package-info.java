/** The page of a share link, which visitors open. */
@NullMarked
package org.pinacotheca.http.sharing;

import org.jspecify.annotations.NullMarked;
