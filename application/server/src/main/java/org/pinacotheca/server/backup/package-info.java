/** Backups of embedded installations: their format, creation, verification and restore. */
@NullMarked
package org.pinacotheca.server.backup;

import org.jspecify.annotations.NullMarked;
