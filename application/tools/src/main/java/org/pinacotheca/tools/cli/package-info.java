/** What the commands share: environment, failures and common options. */
@NullMarked
package org.pinacotheca.tools.cli;

import org.jspecify.annotations.NullMarked;
