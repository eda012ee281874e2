/** Tests of writing replies: what parsers of today and the contract's samples make of them. */
@NullMarked
package org.pinacotheca.rpc.reply;

import org.jspecify.annotations.NullMarked;
