/** The checks of a GIF and the decoder of its frames. */
@NullMarked
package org.pinacotheca.images.gif;

import org.jspecify.annotations.NullMarked;
