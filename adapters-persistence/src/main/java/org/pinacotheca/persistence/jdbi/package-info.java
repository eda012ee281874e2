/**
 * A gallery's storage on HSQLDB or PostgreSQL, through Jdbi: units of work over a connection pool.
 * Contains no rule of the gallery except uniqueness.
 */
@NullMarked
package org.pinacotheca.persistence.jdbi;

import org.jspecify.annotations.NullMarked;
