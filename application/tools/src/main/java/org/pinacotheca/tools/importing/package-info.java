/**
 * {@code pinacotheca import}: imports a folder tree of photographs into a member's albums, through
 * the REST API like any client.
 */
@NullMarked
package org.pinacotheca.tools.importing;

import org.jspecify.annotations.NullMarked;
