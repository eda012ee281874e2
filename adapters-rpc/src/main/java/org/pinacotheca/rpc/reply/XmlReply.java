package org.pinacotheca.rpc.reply;

import java.util.Optional;

/**
 * Writes replies as XML for the old clients. Not a library, because those clients depend on details
 * such as escaped carriage returns and no white space between elements.
 */
final class XmlReply {
  private final StringBuilder out =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  private XmlReply() {}

  static String render(String root, ReplyValue value, Optional<String> namespace) {
    XmlReply reply = new XmlReply();
    reply.element(root, namespace, value);
    return reply.out.toString();
  }

  private void element(String name, Optional<String> namespace, ReplyValue value) {
    out.append('<').append(name);
    namespace.ifPresent(uri -> attribute("xmlns", uri));
    if (value instanceof ReplyValue.Items) {
      attribute("list", "true");
    }
    out.append('>');
    content(value);
    out.append("</").append(name).append('>');
  }

  private void content(ReplyValue value) {
    switch (value) {
      case ReplyValue.Fields(var fields) ->
          fields.forEach(field -> element(field.name(), Optional.empty(), field.value()));
      case ReplyValue.Items(String itemName, var items) ->
          items.forEach(item -> element(itemName, Optional.empty(), item));
      case ReplyValue.Text(String text) -> escape(text);
      case ReplyValue.WholeNumber(long number) -> out.append(number);
    }
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    escape(value);
    out.append('"');
  }

  /** Characters that XML forbids, among them unpaired surrogates, become U+FFFD. */
  private void escape(String text) {
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            // A parser would turn a bare carriage return into a line feed.
            case '\r' -> out.append("&#13;");
            default -> out.appendCodePoint(isAllowed(c) ? c : JsonReply.REPLACEMENT);
          }
        });
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= ' ' && c < Character.MIN_SURROGATE)
        || (c > Character.MAX_SURROGATE && c < 0xFFFE)
        || c > Character.MAX_VALUE;
  }
}
