/**
 * The signed RPC as a door to the core: routes, the order of checks, and the methods of the contract. What a request looks like on the wire is in {@code wire}, what a reply looks like in {@code
 * reply}; no rule about pictures or albums belongs here.
 */
@NullMarked
package org.pinacotheca.rpc;

import org.jspecify.annotations.NullMarked;
