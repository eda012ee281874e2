/** The settings of the REST API. */
@NullMarked
package org.pinacotheca.http.settings;

import org.jspecify.annotations.NullMarked;
