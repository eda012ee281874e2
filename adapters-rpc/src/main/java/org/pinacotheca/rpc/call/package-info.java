/**
 * A call of the signed RPC on its way: it is read, authenticated, handed to a worker and answered.
 */
@NullMarked
package org.pinacotheca.rpc.call;

import org.jspecify.annotations.NullMarked;
