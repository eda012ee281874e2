/**
 * Replies of the signed RPC: a small tree of values, rendered as XML, JSON or JSONP, and sent. Does
 * not decide what a reply contains.
 */
@NullMarked
package org.pinacotheca.rpc.reply;

import org.jspecify.annotations.NullMarked;
