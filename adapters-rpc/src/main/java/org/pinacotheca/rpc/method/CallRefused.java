package org.pinacotheca.rpc.method;

import org.pinacotheca.rpc.wire.RpcError;

/** A call is answered with an error: its code, and a message fit for the client. */
public final class CallRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final RpcError error;
  private final String told;

  public CallRefused(RpcError error) {
    this(error, error.message());
  }

  public CallRefused(RpcError error, String message) {
    super(message, null, false, false);
    this.error = error;
    this.told = message;
  }

  /** A parameter is missing or invalid; the message says which, as a sentence. */
  public static CallRefused parameter(String message) {
    return new CallRefused(RpcError.INVALID_PARAMETER, message);
  }

  public RpcError error() {
    return error;
  }

  public String messageForClient() {
    return told;
  }
}
