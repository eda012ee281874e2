/**
 * Credits and the rules by which they move: every movement is one immutable transfer between two
 * accounts, no account falls below zero, and the sum over all accounts is what the operator
 * granted. What is bought with them is in {@code domain.access}.
 */
@NullMarked
package org.pinacotheca.domain.credits;

import org.jspecify.annotations.NullMarked;
