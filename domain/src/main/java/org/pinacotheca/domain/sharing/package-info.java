/** Links with which visitors without an account look at one album. */
@NullMarked
package org.pinacotheca.domain.sharing;

import org.jspecify.annotations.NullMarked;
