/** The stores of a transaction. Every statement stands beside the method that runs it. */
@NullMarked
package org.pinacotheca.persistence.jdbi.store;

import org.jspecify.annotations.NullMarked;
