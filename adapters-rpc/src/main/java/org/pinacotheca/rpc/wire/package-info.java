/**
 * Reading a signed RPC request: parameters out of query, form and multipart body, the spooled file,
 * the signature, and the forms of single parameters. Knows no method, application or session; only
 * here does the RPC touch the event loop while a body arrives.
 */
@NullMarked
package org.pinacotheca.rpc.wire;

import org.jspecify.annotations.NullMarked;
