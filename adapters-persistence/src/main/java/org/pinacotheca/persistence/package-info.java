/**
 * Storage of a gallery: databases, files of pictures and imaging. No rule of the gallery is decided
 * here.
 */
@NullMarked
package org.pinacotheca.persistence;

import org.jspecify.annotations.NullMarked;
