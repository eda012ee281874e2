package org.pinacotheca.rpc.reply;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.rpc.wire.ParameterForms;
import org.pinacotheca.rpc.wire.RpcParameter;
import org.pinacotheca.rpc.wire.RpcRequest;

/**
 * The reply format that a client requests.
 *
 * @param callback the JSONP function; never present with XML
 * @param namespace the XML namespace of the application's replies
 */
public record ReplyShape(
    ReplyFormat format, Optional<String> callback, Optional<String> namespace) {
  /** The default. */
  public static final ReplyShape PLAIN =
      new ReplyShape(ReplyFormat.XML, Optional.empty(), Optional.empty());

  public ReplyShape {
    if (callback.isPresent() && format != ReplyFormat.JSON) {
      throw new IllegalArgumentException("a callback needs JSON, not " + format);
    }
  }

  /**
   * The shape requested by {@code format} and {@code callback}; empty when the contract does not
   * allow it.
   */
  public static Optional<ReplyShape> asked(List<RpcParameter> parameters) {
    Optional<ReplyFormat> format =
        RpcRequest.value(parameters, "format")
            .map(ReplyFormat::parse)
            .orElse(Optional.of(ReplyFormat.XML));
    Optional<String> wantedCallback = RpcRequest.value(parameters, "callback");
    Optional<String> callback = wantedCallback.flatMap(ParameterForms::callback);
    boolean callbackFits =
        wantedCallback.isEmpty()
            || (callback.isPresent() && format.equals(Optional.of(ReplyFormat.JSON)));
    return callbackFits
        ? format.map(known -> new ReplyShape(known, callback, Optional.empty()))
        : Optional.empty();
  }

  /** The shape of an error reply: as requested, as far as valid. */
  public static ReplyShape forRefusal(List<RpcParameter> parameters) {
    return asked(parameters)
        .orElseGet(() ->
            new ReplyShape(
                RpcRequest.value(parameters, "format")
                    .flatMap(ReplyFormat::parse)
                    .orElse(ReplyFormat.XML),
                Optional.empty(),
                Optional.empty()));
  }

  /** This shape with an XML namespace. */
  public ReplyShape withNamespace(Optional<String> wanted) {
    return new ReplyShape(format, callback, wanted);
  }
}
