/** Backups of embedded installations: their format, how they are made, checked and restored. */
@NullMarked
package org.pinacotheca.server.backup;

import org.jspecify.annotations.NullMarked;
