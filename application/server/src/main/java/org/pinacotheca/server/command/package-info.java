/**
 * What the commands of the program share: where they run, how they fail, the options they have in
 * common. No command itself.
 */
@NullMarked
package org.pinacotheca.server.command;

import org.jspecify.annotations.NullMarked;
