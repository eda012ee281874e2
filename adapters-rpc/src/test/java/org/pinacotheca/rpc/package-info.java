/** Tests of the signed RPC over real connections, with a gallery in memory behind it. */
@NullMarked
package org.pinacotheca.rpc;

import org.jspecify.annotations.NullMarked;
