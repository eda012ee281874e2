/** What every implementation of the driven ports must do. */
@NullMarked
package org.pinacotheca.testkit.contract;

import org.jspecify.annotations.NullMarked;
