/** What goes wrong with a database, and how it is logged. */
@NullMarked
package org.pinacotheca.persistence.jdbi.failure;

import org.jspecify.annotations.NullMarked;
