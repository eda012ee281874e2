/**
 * Who may look at a gallery's pictures: the offers of its owner, what viewers have bought, and the
 * one decision that follows from it. How the price is paid belongs to {@code domain.credits}.
 */
@NullMarked
package org.pinacotheca.domain.access;

import org.jspecify.annotations.NullMarked;
