/** The benchmark of large galleries: generated rows, and what their requests cost. */
@NullMarked
package org.pinacotheca.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
