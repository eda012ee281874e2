/**
 * The processing of an upload, from its bytes to the files that a gallery keeps. Independent of
 * files of the gallery, albums, members and requests.
 */
@NullMarked
package org.pinacotheca.images;

import org.jspecify.annotations.NullMarked;
