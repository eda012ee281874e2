/** Signing in to the web pages: invitations, passwords and sessions of browsers. */
@NullMarked
package org.pinacotheca.application.api.signin;

import org.jspecify.annotations.NullMarked;
