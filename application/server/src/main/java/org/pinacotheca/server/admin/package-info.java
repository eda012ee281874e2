/**
 * {@code pinacotheca admin}: the admin API on the command line. What a call does is the server's.
 */
@NullMarked
package org.pinacotheca.server.admin;

import org.jspecify.annotations.NullMarked;
