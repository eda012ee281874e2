/**
 * What an upload becomes: the header guard, the cleaning of originals, and the two codecs that
 * decode, turn, scale and encode. No file of the gallery is read or written here, and nothing here
 * knows albums, members or requests.
 */
@NullMarked
package org.pinacotheca.persistence.imaging;

import org.jspecify.annotations.NullMarked;
