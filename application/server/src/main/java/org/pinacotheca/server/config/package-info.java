/** The settings of the program, from command line, environment and file. */
@NullMarked
package org.pinacotheca.server.config;

import org.jspecify.annotations.NullMarked;
