/** The checks of a WebP and the memory that its tables of codes take. */
@NullMarked
package org.pinacotheca.images.webp;

import org.jspecify.annotations.NullMarked;
