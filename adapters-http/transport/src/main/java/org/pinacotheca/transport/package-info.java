/**
 * What the REST API and the signed RPC share because both are HTTP on Vert.x: request parsing, URL
 * encoding, a request's way to a worker and back with its body and its record, client addresses
 * behind proxies, limits for slow clients, and the disk room of uploads. Depends on neither API,
 * and of the core only on the domain.
 */
@NullMarked
package org.pinacotheca.transport;

import org.jspecify.annotations.NullMarked;
