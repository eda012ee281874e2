/**
 * The REST door to the gallery. It translates between HTTP and the driving ports and decides no
 * rule of the gallery.
 */
@NullMarked
package org.pinacotheca.http;

import org.jspecify.annotations.NullMarked;
