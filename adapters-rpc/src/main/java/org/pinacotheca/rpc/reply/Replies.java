package org.pinacotheca.rpc.reply;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.rpc.wire.RequestRefused;
import org.pinacotheca.rpc.wire.RpcError;
import org.pinacotheca.rpc.wire.RpcParameter;

/** Renders replies to bytes. */
public final class Replies {
  private static final String ERROR_ROOT = "error_response";

  private Replies() {}

  /**
   * The reply of a successful method.
   *
   * @param method the name without prefix, such as {@code photos.upload}
   */
  public static RenderedReply success(String method, ReplyValue value, ReplyShape shape) {
    return render(method.replace('.', '_') + "_response", value, shape, Optional.empty());
  }

  /** An error reply; it repeats the arguments except secret ones. */
  public static RenderedReply error(
      RpcError error, String message, List<RpcParameter> arguments, ReplyShape shape) {
    List<ReplyValue> reported =
        arguments.stream()
            .filter(argument -> !argument.isSecret())
            .<ReplyValue>map(argument ->
                ReplyValue.Fields.none()
                    .with("key", argument.name())
                    .with("value", argument.value()))
            .toList();
    ReplyValue value =
        ReplyValue.Fields.none()
            .with("error_code", error.code())
            .with("error_msg", message)
            .with("request_args", new ReplyValue.Items("arg", reported));
    return render(ERROR_ROOT, value, shape, Optional.of(error));
  }

  /** The reply to a request that could not be read, in the requested format if known. */
  public static RenderedReply refusal(RequestRefused refused) {
    return error(
        refused.error(),
        refused.messageForClient(),
        refused.parameters(),
        ReplyShape.forRefusal(refused.parameters()));
  }

  private static RenderedReply render(
      String root, ReplyValue value, ReplyShape shape, Optional<RpcError> error) {
    return switch (shape.format()) {
      case XML ->
          new RenderedReply(
              "text/xml;charset=utf-8", XmlReply.render(root, value, shape.namespace()), error);
      case JSON ->
          shape
              .callback()
              .map(callback ->
                  new RenderedReply(
                      "text/javascript", JsonReply.renderCall(callback, value), error))
              .orElseGet(
                  () -> new RenderedReply("application/json", JsonReply.render(value), error));
    };
  }
}
