/** Failures of a database, and their log. */
@NullMarked
package org.pinacotheca.persistence.jdbi.failure;

import org.jspecify.annotations.NullMarked;
