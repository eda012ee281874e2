/**
 * Members and programs: registration, tokens, sessions, logins, suspension and the limits of their
 * requests.
 */
@NullMarked
package org.pinacotheca.application.api.accounts;

import org.jspecify.annotations.NullMarked;
