/** Tests of writing replies, with modern parsers and the contract's samples. */
@NullMarked
package org.pinacotheca.rpc.reply;

import org.jspecify.annotations.NullMarked;
