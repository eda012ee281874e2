/** The command {@code pinacotheca check}, and the read-only opening of an installation. */
@NullMarked
package org.pinacotheca.server.check;

import org.jspecify.annotations.NullMarked;
