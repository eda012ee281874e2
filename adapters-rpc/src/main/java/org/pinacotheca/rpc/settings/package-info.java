/** The settings of the signed RPC. */
@NullMarked
package org.pinacotheca.rpc.settings;

import org.jspecify.annotations.NullMarked;
