/**
 * What the REST API and the signed RPC share because both are HTTP on Vert.x: how requests arrive,
 * which address a client has behind proxies, how long slow clients are waited for, and the disk
 * space of their uploads. Knows neither API and nothing of the core but the domain's addresses.
 */
@NullMarked
package org.pinacotheca.transport;

import org.jspecify.annotations.NullMarked;
