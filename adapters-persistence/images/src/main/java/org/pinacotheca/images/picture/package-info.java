/**
 * A checked picture of each kind, its size, orientation and colour profile, and what its checks
 * share: bytes, limits, refusals. Knows no decoder.
 */
@NullMarked
package org.pinacotheca.images.picture;

import org.jspecify.annotations.NullMarked;
