/**
 * Use cases of members, applications, tokens, sessions and logins, and the limits of request rates.
 */
@NullMarked
package org.pinacotheca.application.accounts;

import org.jspecify.annotations.NullMarked;
