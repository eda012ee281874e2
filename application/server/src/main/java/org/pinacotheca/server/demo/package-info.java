/** The demo: a gallery with example members and pictures. */
@NullMarked
package org.pinacotheca.server.demo;

import org.jspecify.annotations.NullMarked;
