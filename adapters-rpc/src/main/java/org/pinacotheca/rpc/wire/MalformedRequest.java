package org.pinacotheca.rpc.wire;

import java.io.IOException;

/** A request is malformed or exceeds a limit; the message is fit for the client. */
final class MalformedRequest extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reported;

  MalformedRequest(String message) {
    super(message);
    reported = message;
  }

  String reported() {
    return reported;
  }
}
