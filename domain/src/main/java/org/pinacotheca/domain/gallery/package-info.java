/**
 * A member's gallery as a whole: the names its albums and pictures go by, who may look at it, and
 * the pages in which it is read. What an album or a picture is stands in packages of their own.
 */
@NullMarked
package org.pinacotheca.domain.gallery;

import org.jspecify.annotations.NullMarked;
