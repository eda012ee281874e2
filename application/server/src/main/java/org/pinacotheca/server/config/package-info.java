/** The settings of the program, from the command line, the environment and a file. */
@NullMarked
package org.pinacotheca.server.config;

import org.jspecify.annotations.NullMarked;
