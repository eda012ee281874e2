/**
 * Which picture is worked on next, and whether there is memory for it: the share of memory that
 * image work may take, what one picture needs of it, and the queue that shares both fairly. Nothing
 * here knows a file or a kind of picture.
 */
@NullMarked
package org.pinacotheca.persistence.imaging.admission;

import org.jspecify.annotations.NullMarked;
