/**
 * The signed RPC door to the gallery. It translates between calls and the driving ports and decides
 * no rule of the gallery. What a request looks like on the wire is in {@code wire}, what a reply
 * looks like in {@code reply}.
 */
@NullMarked
package org.pinacotheca.rpc;

import org.jspecify.annotations.NullMarked;
