/**
 * The record of who did what for whom. What is written there never holds a PIN, token or secret.
 */
@NullMarked
package org.pinacotheca.domain.audit;

import org.jspecify.annotations.NullMarked;
