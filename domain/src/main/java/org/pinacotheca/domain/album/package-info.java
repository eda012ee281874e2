/**
 * Albums: their names, kinds and limits, and the lock of PIN and price. The pictures in them stand
 * in {@code domain.picture}, and who may look at them in {@code domain.gallery}.
 */
@NullMarked
package org.pinacotheca.domain.album;

import org.jspecify.annotations.NullMarked;
