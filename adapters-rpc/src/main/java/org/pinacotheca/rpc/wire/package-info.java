/**
 * Requests of the signed RPC: parameters from query, form and multipart body, the spooled file, the
 * signature, and the forms of single parameters. Independent of methods, applications and sessions;
 * only here does the RPC use the event loop while a body arrives.
 */
@NullMarked
package org.pinacotheca.rpc.wire;

import org.jspecify.annotations.NullMarked;
