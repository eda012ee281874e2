/** Letting programs in by OAuth 2: consent, the exchange of codes, and revocation. */
@NullMarked
package org.pinacotheca.application.api.authorization;

import org.jspecify.annotations.NullMarked;
