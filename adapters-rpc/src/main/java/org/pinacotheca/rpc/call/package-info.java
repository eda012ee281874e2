/** The processing of a signed RPC call: read, authenticate, hand to a worker, answer. */
@NullMarked
package org.pinacotheca.rpc.call;

import org.jspecify.annotations.NullMarked;
