/**
 * Signing in to the web pages, and what the pages send for it: {@code SessionHandler} with {@code
 * SignInCalls}.
 */
@NullMarked
package org.pinacotheca.http.signin;

import org.jspecify.annotations.NullMarked;
