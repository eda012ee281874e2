/** {@code pinacotheca admin}: the admin API on the command line. The server performs the calls. */
@NullMarked
package org.pinacotheca.tools.admin;

import org.jspecify.annotations.NullMarked;
