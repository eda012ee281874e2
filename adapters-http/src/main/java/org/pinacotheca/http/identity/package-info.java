/** Tokens of an identity provider and the public keys that prove them. */
@NullMarked
package org.pinacotheca.http.identity;

import org.jspecify.annotations.NullMarked;
