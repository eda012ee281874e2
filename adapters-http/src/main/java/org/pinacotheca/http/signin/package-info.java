/**
 * Signing in to the web pages, with a cookie for a browser's session: {@code SignInHandler}, {@code
 * SessionCookie} and {@code SameOrigin}.
 */
@NullMarked
package org.pinacotheca.http.signin;

import org.jspecify.annotations.NullMarked;
