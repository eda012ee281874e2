/** The native codec, and the cost of a picture before it is decoded. */
@NullMarked
package org.pinacotheca.images.codec;

import org.jspecify.annotations.NullMarked;
