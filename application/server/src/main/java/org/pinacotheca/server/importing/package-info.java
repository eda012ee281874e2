/**
 * {@code pinacotheca import}: a folder tree of photographs becomes a member's albums, through the
 * REST API like any other client's.
 */
@NullMarked
package org.pinacotheca.server.importing;

import org.jspecify.annotations.NullMarked;
