package org.pinacotheca.rpc.wire;

import java.util.List;

/**
 * A request that could not be read or must not be served: the error code, a message fit for the
 * client, and the parameters read so far, which choose the format of the reply.
 */
public final class RequestRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final RpcError error;
  private final String reported;
  private final transient List<RpcParameter> parameters;

  public RequestRefused(RpcError error, String message, List<RpcParameter> parameters) {
    super(message, null, false, false);
    this.error = error;
    this.reported = message;
    this.parameters = List.copyOf(parameters);
  }

  /** The error code. */
  public RpcError error() {
    return error;
  }

  /** The error message. */
  public String messageForClient() {
    return reported;
  }

  /** The parameters read before the refusal, in the order sent. */
  public List<RpcParameter> parameters() {
    return parameters;
  }
}
