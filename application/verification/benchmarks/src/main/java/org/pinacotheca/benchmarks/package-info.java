/**
 * Benchmarks of the gallery against the bare engines below it, as ratios. They assert nothing, and
 * no test measures time.
 */
@NullMarked
package org.pinacotheca.benchmarks;

import org.jspecify.annotations.NullMarked;
