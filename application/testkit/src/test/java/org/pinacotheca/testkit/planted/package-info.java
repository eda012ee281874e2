/** Faults planted by hand, each of which the contracts of the test-kit must find. */
@NullMarked
package org.pinacotheca.testkit.planted;

import org.jspecify.annotations.NullMarked;
