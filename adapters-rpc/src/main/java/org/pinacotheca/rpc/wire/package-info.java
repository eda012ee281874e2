/**
 * Requests of the signed RPC: parameters from query, form and multipart body, the uploaded file,
 * the signature, and the forms of single parameters. Independent of methods, applications and
 * sessions.
 */
@NullMarked
package org.pinacotheca.rpc.wire;

import org.jspecify.annotations.NullMarked;
