/**
 * The files of an embedded database, and their repair after a crash or a failed write. Independent
 * of the gallery's tables.
 */
@NullMarked
package org.pinacotheca.persistence.jdbi.hsqldb;

import org.jspecify.annotations.NullMarked;
