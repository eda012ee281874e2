/** The settings of the REST API and the observer of its requests. */
@NullMarked
package org.pinacotheca.http.settings;

import org.jspecify.annotations.NullMarked;
