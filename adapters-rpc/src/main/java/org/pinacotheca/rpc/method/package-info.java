/**
 * The methods of the signed RPC: each reads its arguments, calls a driving port and builds a reply.
 */
@NullMarked
package org.pinacotheca.rpc.method;

import org.jspecify.annotations.NullMarked;
