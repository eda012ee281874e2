/**
 * The driven ports: what the gallery needs of the world and adapters provide. Stores take and give
 * immutable values and hold no rule but uniqueness; no type of a database, file system or image
 * library appears here.
 */
@NullMarked
package org.pinacotheca.application.spi;

import org.jspecify.annotations.NullMarked;
