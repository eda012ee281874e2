/**
 * The stores on HSQLDB and PostgreSQL, through jdbi. Every statement stands beside the method that
 * runs it; where the two databases differ, the dialect says how. No rule of the gallery is decided
 * here but uniqueness.
 */
@NullMarked
package org.pinacotheca.persistence.jdbi;

import org.jspecify.annotations.NullMarked;
