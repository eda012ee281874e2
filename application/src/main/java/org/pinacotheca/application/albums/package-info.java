/** Use cases of albums, and the cache of album lists. */
@NullMarked
package org.pinacotheca.application.albums;

import org.jspecify.annotations.NullMarked;
