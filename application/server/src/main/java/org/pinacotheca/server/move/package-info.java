/**
 * The command {@code pinacotheca move}: an installation is copied to another database and store.
 */
@NullMarked
package org.pinacotheca.server.move;

import org.jspecify.annotations.NullMarked;
