/** Commands and queries of albums, with their outcomes. */
@NullMarked
package org.pinacotheca.application.api.albums;

import org.jspecify.annotations.NullMarked;
