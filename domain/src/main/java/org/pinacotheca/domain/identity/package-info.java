/**
 * Callers of a gallery: members, their communities and groups, applications with their keys, bearer
 * tokens with scopes, sessions of the signed RPC, and the {@link
 * org.pinacotheca.domain.identity.Caller}. How a token travels or a signature is computed belongs
 * to the APIs.
 */
@NullMarked
package org.pinacotheca.domain.identity;

import org.jspecify.annotations.NullMarked;
