/** The settings of the signed RPC and the observer of its calls. */
@NullMarked
package org.pinacotheca.rpc.settings;

import org.jspecify.annotations.NullMarked;
