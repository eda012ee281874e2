/** Values to test with: jqwik's arbitraries, awkward texts, and pictures of every kind. */
@NullMarked
package org.pinacotheca.testkit.generate;

import org.jspecify.annotations.NullMarked;
