package org.pinacotheca.transport;

import java.io.IOException;

/** The client closed the connection before its request was complete, so no reply can be sent. */
public final class ClientGone extends IOException {
  private static final long serialVersionUID = 1L;

  ClientGone() {
    super("the client closed the connection within its request");
  }
}
