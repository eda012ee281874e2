/** Measurements of a gallery against the bare engines below it. Nothing here asserts. */
@NullMarked
package org.pinacotheca.benchmarks;

import org.jspecify.annotations.NullMarked;
