/** The example members that the sandbox and the demo begin with. */
@NullMarked
package org.pinacotheca.sandbox.world;

import org.jspecify.annotations.NullMarked;
