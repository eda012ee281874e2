/** The checks of a JPEG: its segments, and its scans code by code where its end is missing. */
@NullMarked
package org.pinacotheca.images.jpeg;

import org.jspecify.annotations.NullMarked;
