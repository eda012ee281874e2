/** Tools of the benchmarks: processes, load, samples and figures. */
@NullMarked
package org.pinacotheca.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
