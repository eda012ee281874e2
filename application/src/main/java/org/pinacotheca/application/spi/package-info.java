/**
 * The driven ports: what the gallery needs and adapters provide. Stores take and return immutable
 * values and enforce no rule but uniqueness; no type of a database, file system or image library
 * appears here.
 */
@NullMarked
package org.pinacotheca.application.spi;

import org.jspecify.annotations.NullMarked;
