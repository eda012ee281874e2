/** What a server chooses when it starts the signed RPC, and whom it lets observe calls. */
@NullMarked
package org.pinacotheca.rpc.settings;

import org.jspecify.annotations.NullMarked;
