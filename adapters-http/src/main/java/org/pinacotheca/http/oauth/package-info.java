/** The token endpoint of OAuth 2.0. */
@NullMarked
package org.pinacotheca.http.oauth;

import org.jspecify.annotations.NullMarked;
