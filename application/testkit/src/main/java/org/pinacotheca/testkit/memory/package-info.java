/** A whole gallery in memory, for tests. */
@NullMarked
package org.pinacotheca.testkit.memory;

import org.jspecify.annotations.NullMarked;
