package org.pinacotheca.rpc.reply;

import java.util.Optional;
import org.pinacotheca.rpc.wire.RpcError;

/**
 * A reply ready to be sent. The text is encoded as UTF-8.
 *
 * @param error the error that it reports, if any
 */
public record RenderedReply(String contentType, String text, Optional<RpcError> error) {

  @Override
  public String toString() {
    return "RenderedReply[" + contentType + ", " + text.length() + " characters]";
  }
}
