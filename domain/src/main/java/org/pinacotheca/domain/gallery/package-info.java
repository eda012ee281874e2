/**
 * A member's gallery as a whole: the ids of its albums, pictures and price plans, and the pages in
 * which it is read. Albums and pictures have packages of their own.
 */
@NullMarked
package org.pinacotheca.domain.gallery;

import org.jspecify.annotations.NullMarked;
