/**
 * Writing a signed RPC reply: a small tree of values, rendered as XML, JSON or JSONP, and sent.
 * Decides nothing about what a reply contains.
 */
@NullMarked
package org.pinacotheca.rpc.reply;

import org.jspecify.annotations.NullMarked;
