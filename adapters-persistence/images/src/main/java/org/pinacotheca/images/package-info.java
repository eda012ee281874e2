/**
 * The processing of an upload: checks of its header, sanitizing of originals, and the two codecs
 * that decode, turn, scale and encode. Independent of files of the gallery, albums, members and
 * requests.
 */
@NullMarked
package org.pinacotheca.images;

import org.jspecify.annotations.NullMarked;
