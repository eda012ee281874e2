/**
 * The programs that call a gallery and what they may do: applications with their keys, bearer
 * tokens with scopes, sessions of the signed RPC, and the {@link
 * org.pinacotheca.domain.client.Caller} that says who acts for whom. How a token travels or a
 * signature is computed belongs to the doors.
 */
@NullMarked
package org.pinacotheca.domain.client;

import org.jspecify.annotations.NullMarked;
