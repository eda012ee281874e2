package org.pinacotheca.rpc.wire;

import java.io.IOException;

/** A request is malformed or exceeds a limit; the message is fit for the client. */
final class MalformedRequest extends IOException {
  private static final long serialVersionUID = 1L;

  private final String told;

  MalformedRequest(String message) {
    super(message);
    told = message;
  }

  String told() {
    return told;
  }
}
