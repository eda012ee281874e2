/**
 * The signed RPC door to the gallery. It translates between calls and the driving ports and decides
 * no rule of the gallery.
 */
@NullMarked
package org.pinacotheca.rpc;

import org.jspecify.annotations.NullMarked;
