/** The stores of a transaction. Every statement is next to the method that runs it. */
@NullMarked
package org.pinacotheca.persistence.jdbi.store;

import org.jspecify.annotations.NullMarked;
