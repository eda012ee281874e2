/** The contracts of the driven ports. */
@NullMarked
package org.pinacotheca.testkit.contract;

import org.jspecify.annotations.NullMarked;
