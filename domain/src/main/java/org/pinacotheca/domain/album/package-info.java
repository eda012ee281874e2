/**
 * Albums: their names, kinds and limits, and the lock of PIN and price. Their pictures are in
 * {@code domain.picture}, and who may see them in {@code domain.access}.
 */
@NullMarked
package org.pinacotheca.domain.album;

import org.jspecify.annotations.NullMarked;
