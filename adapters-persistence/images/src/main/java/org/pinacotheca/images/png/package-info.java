/**
 * The checks of a PNG, the repair of its end and checksums, and the decoder of the kinds that
 * leptonica does not read.
 */
@NullMarked
package org.pinacotheca.images.png;

import org.jspecify.annotations.NullMarked;
