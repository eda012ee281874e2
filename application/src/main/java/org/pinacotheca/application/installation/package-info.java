/**
 * Consistency of database and media store: whether they belong together, and which files belong to
 * no picture. Not exported; what an operator may ask is in {@code api.Operations}.
 */
@NullMarked
package org.pinacotheca.application.installation;

import org.jspecify.annotations.NullMarked;
