/**
 * Image processing: header checks, sanitizing of originals, and the two codecs that decode, rotate,
 * scale and encode. Reads and writes no file of the gallery, and is independent of albums, members
 * and requests.
 */
@NullMarked
package org.pinacotheca.persistence.imaging;

import org.jspecify.annotations.NullMarked;
