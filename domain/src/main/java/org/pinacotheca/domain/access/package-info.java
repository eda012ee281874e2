/**
 * Who may look at a gallery's pictures: the offers of its owner, what viewers have bought, and the
 * decision that follows from both. How the price is paid belongs to {@code domain.credits}.
 */
@NullMarked
package org.pinacotheca.domain.access;

import org.jspecify.annotations.NullMarked;
