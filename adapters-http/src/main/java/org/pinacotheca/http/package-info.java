/**
 * The REST API of the gallery. It translates between HTTP and the driving ports and contains no
 * rule of the gallery.
 */
@NullMarked
package org.pinacotheca.http;

import org.jspecify.annotations.NullMarked;
