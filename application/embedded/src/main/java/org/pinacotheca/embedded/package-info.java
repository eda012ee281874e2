/** The gallery as a library: opened by one call, and used through the driving ports. */
@NullMarked
package org.pinacotheca.embedded;

import org.jspecify.annotations.NullMarked;
