package org.pinacotheca.rpc.reply;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.rpc.wire.ParameterForms;
import org.pinacotheca.rpc.wire.RpcParameter;

/**
 * The form in which one client wants its replies.
 *
 * @param callback the function a JSON reply is handed to; never present with XML
 * @param namespace the XML namespace an application's replies are set to
 */
public record ReplyShape(
    ReplyFormat format, Optional<String> callback, Optional<String> namespace) {
  /** What a client gets that asks for nothing. */
  public static final ReplyShape PLAIN =
      new ReplyShape(ReplyFormat.XML, Optional.empty(), Optional.empty());

  public ReplyShape {
    if (callback.isPresent() && format != ReplyFormat.JSON) {
      throw new IllegalArgumentException("a callback needs JSON, not " + format);
    }
  }

  /**
   * The shape that {@code format} and {@code callback} ask for; empty when they ask for something
   * the contract refuses.
   */
  public static Optional<ReplyShape> asked(List<RpcParameter> parameters) {
    Optional<ReplyFormat> format =
        value(parameters, "format").map(ReplyFormat::parse).orElse(Optional.of(ReplyFormat.XML));
    Optional<String> wantedCallback = value(parameters, "callback");
    Optional<String> callback = wantedCallback.flatMap(ParameterForms::callback);
    boolean callbackFits =
        wantedCallback.isEmpty()
            || (callback.isPresent() && format.equals(Optional.of(ReplyFormat.JSON)));
    return callbackFits
        ? format.map(known -> new ReplyShape(known, callback, Optional.empty()))
        : Optional.empty();
  }

  /** The shape for telling a refusal: as asked, or as much of it as makes sense. */
  public static ReplyShape forRefusal(List<RpcParameter> parameters) {
    return asked(parameters)
        .orElseGet(() ->
            new ReplyShape(
                value(parameters, "format").flatMap(ReplyFormat::parse).orElse(ReplyFormat.XML),
                Optional.empty(),
                Optional.empty()));
  }

  /** The same shape with a namespace for XML. */
  public ReplyShape withNamespace(Optional<String> wanted) {
    return new ReplyShape(format, callback, wanted);
  }

  private static Optional<String> value(List<RpcParameter> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name) && !parameter.value().isEmpty())
        .map(RpcParameter::value)
        .findFirst();
  }
}
