/**
 * The signed RPC of the gallery. It translates between calls and the driving ports and contains no
 * rule of the gallery. Requests are parsed in {@code wire}, replies are written in {@code reply}.
 */
@NullMarked
package org.pinacotheca.rpc;

import org.jspecify.annotations.NullMarked;
