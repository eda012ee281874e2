/**
 * How requests arrive, for every API of a server: {@link org.pinacotheca.http.transport.StrictHttp}
 * refuses what HTTP does not allow. It knows neither operations nor callers.
 */
@NullMarked
package org.pinacotheca.http.transport;

import org.jspecify.annotations.NullMarked;
