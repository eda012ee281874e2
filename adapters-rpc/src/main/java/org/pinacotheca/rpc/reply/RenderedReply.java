package org.pinacotheca.rpc.reply;

/** A reply ready to be sent. The text is encoded as UTF-8. */
public record RenderedReply(String contentType, String text) {

  @Override
  public String toString() {
    return "RenderedReply[" + contentType + ", " + text.length() + " characters]";
  }
}
