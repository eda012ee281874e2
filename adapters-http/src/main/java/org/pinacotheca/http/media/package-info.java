/** Files of pictures at their signed addresses. */
@NullMarked
package org.pinacotheca.http.media;

import org.jspecify.annotations.NullMarked;
