/**
 * A gallery's storage on HSQLDB or PostgreSQL, through Jdbi: units of work over a connection pool.
 * No rule of the gallery is decided here but uniqueness.
 */
@NullMarked
package org.pinacotheca.persistence.jdbi;

import org.jspecify.annotations.NullMarked;
