package org.pinacotheca.rpc;

import org.pinacotheca.rpc.wire.RpcError;

/** A call is answered with an error: its code, and a message fit for the client. */
final class CallRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final RpcError error;
  private final String told;

  CallRefused(RpcError error) {
    this(error, error.message());
  }

  CallRefused(RpcError error, String message) {
    super(message, null, false, false);
    this.error = error;
    this.told = message;
  }

  /** A parameter is missing or invalid; the message says which, as a sentence. */
  static CallRefused parameter(String message) {
    return new CallRefused(RpcError.INVALID_PARAMETER, message);
  }

  RpcError error() {
    return error;
  }

  String messageForClient() {
    return told;
  }
}
