/** Operations of albums. */
@NullMarked
package org.pinacotheca.http.rest.albums;

import org.jspecify.annotations.NullMarked;
