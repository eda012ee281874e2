/**
 * Order and memory of image work: the share of memory that it may take, what one picture needs of
 * it, and the queue that shares both fairly. Independent of files and kinds of pictures.
 */
@NullMarked
package org.pinacotheca.images.admission;

import org.jspecify.annotations.NullMarked;
