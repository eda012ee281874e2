/** The stores of members and programs: communities, groups, tokens, sessions, logins and limits. */
@NullMarked
package org.pinacotheca.application.spi.accounts;

import org.jspecify.annotations.NullMarked;
