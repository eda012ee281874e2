/** Tools of the benchmarks: builds and their processes, load, throughput, samples and figures. */
@NullMarked
package org.pinacotheca.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
