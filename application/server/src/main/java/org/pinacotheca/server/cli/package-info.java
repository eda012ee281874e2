/** What the commands share: where they run, how they fail, the options they have in common. */
@NullMarked
package org.pinacotheca.server.cli;

import org.jspecify.annotations.NullMarked;
