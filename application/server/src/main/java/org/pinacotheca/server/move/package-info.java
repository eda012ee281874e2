/** The command {@code pinacotheca move}: copies an installation to another database and store. */
@NullMarked
package org.pinacotheca.server.move;

import org.jspecify.annotations.NullMarked;
