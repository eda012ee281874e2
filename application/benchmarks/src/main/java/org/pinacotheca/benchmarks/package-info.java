/**
 * Measurements of the gallery against the bare engines below it, as ratios. Nothing here asserts,
 * and no test measures a time.
 */
@NullMarked
package org.pinacotheca.benchmarks;

import org.jspecify.annotations.NullMarked;
