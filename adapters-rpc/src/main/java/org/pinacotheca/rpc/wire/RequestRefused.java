package org.pinacotheca.rpc.wire;

import java.util.List;

/**
 * A request that could not be read or must not be served: the code to tell, a message fit for the
 * client, and the parameters known by then, so that the refusal can be told in the format the
 * client asked for.
 */
public final class RequestRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final RpcError error;
  private final String told;
  private final transient List<RpcParameter> parameters;

  public RequestRefused(RpcError error, String message, List<RpcParameter> parameters) {
    super(message, null, false, false);
    this.error = error;
    this.told = message;
    this.parameters = List.copyOf(parameters);
  }

  /** The code to tell. */
  public RpcError error() {
    return error;
  }

  /** The text to tell. */
  public String messageForClient() {
    return told;
  }

  /** What had been read when the request was refused, in the order sent. */
  public List<RpcParameter> parameters() {
    return parameters;
  }
}
