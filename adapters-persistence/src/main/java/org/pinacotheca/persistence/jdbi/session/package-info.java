/** Database sessions: the SQL dialect and the cache of prepared statements. */
@NullMarked
package org.pinacotheca.persistence.jdbi.session;

import org.jspecify.annotations.NullMarked;
