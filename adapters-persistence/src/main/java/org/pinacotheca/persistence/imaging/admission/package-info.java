/**
 * Admission control for image processing: the memory share, the requirement of a picture, and the
 * fair queue. Independent of files and picture types.
 */
@NullMarked
package org.pinacotheca.persistence.imaging.admission;

import org.jspecify.annotations.NullMarked;
