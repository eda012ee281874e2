/** Schema migrations, and the copy of all rows to another database. */
@NullMarked
package org.pinacotheca.persistence.jdbi.migrate;

import org.jspecify.annotations.NullMarked;
