/** Signing in to the web pages: passwords and the invitations to choose one. */
@NullMarked
package org.pinacotheca.domain.signin;

import org.jspecify.annotations.NullMarked;
