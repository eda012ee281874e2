/** Operations of members and their programs: profile, logins and sessions. */
@NullMarked
package org.pinacotheca.http.rest.account;

import org.jspecify.annotations.NullMarked;
