/** How members let programs in: authorization codes of OAuth 2 with PKCE, and logins of the RPC. */
@NullMarked
package org.pinacotheca.domain.authorization;

import org.jspecify.annotations.NullMarked;
