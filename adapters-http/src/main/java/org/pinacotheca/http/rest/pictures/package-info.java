/** Operations of pictures. */
@NullMarked
package org.pinacotheca.http.rest.pictures;

import org.jspecify.annotations.NullMarked;
