/** Tokens of an identity provider and the public keys that verify them. */
@NullMarked
package org.pinacotheca.http.identity;

import org.jspecify.annotations.NullMarked;
