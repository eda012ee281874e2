/**
 * What an embedded database writes and how its files are mended after a crash or a failed write.
 * Nothing here knows a table of the gallery.
 */
@NullMarked
package org.pinacotheca.persistence.jdbi.hsqldb;

import org.jspecify.annotations.NullMarked;
