/** A connection in use: its dialect of SQL and its prepared statements. */
@NullMarked
package org.pinacotheca.persistence.jdbi.session;

import org.jspecify.annotations.NullMarked;
