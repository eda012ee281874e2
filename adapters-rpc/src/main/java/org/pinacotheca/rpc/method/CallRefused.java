package org.pinacotheca.rpc.method;

import org.pinacotheca.rpc.wire.RpcError;

/** A call is refused: the error code, and a message fit for the client. */
public final class CallRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final RpcError error;
  private final String reported;

  public CallRefused(RpcError error) {
    this(error, error.message());
  }

  public CallRefused(RpcError error, String message) {
    super(message, null, false, false);
    this.error = error;
    this.reported = message;
  }

  /** A parameter is missing or invalid; the message is a sentence that says which. */
  public static CallRefused parameter(String message) {
    return new CallRefused(RpcError.INVALID_PARAMETER, message);
  }

  public RpcError error() {
    return error;
  }

  public String messageForClient() {
    return reported;
  }
}
