/**
 * What keeps database and media together: whether they belong to each other, and which files belong
 * to no picture. Not exported; what an operator may ask is in {@code api.Operations}.
 */
@NullMarked
package org.pinacotheca.application.installation;

import org.jspecify.annotations.NullMarked;
