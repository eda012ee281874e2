/** Tests of reading requests: single forms in memory, whole requests over a socket. */
@NullMarked
package org.pinacotheca.rpc.wire;

import org.jspecify.annotations.NullMarked;
