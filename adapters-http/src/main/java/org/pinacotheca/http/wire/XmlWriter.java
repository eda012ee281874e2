package org.pinacotheca.http.wire;

import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes XML in the shape of .NET's DataContractSerializer. Used by one thread for one response.
 */
final class XmlWriter {
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String VALUES = "http://schemas.microsoft.com/2003/10/Serialization/";
  private static final String ARRAYS = VALUES + "Arrays";
  private static final String MODELS = "http://schemas.datacontract.org/2004/07/API.Models.";

  private final StringBuilder out;

  /** The number of open elements. */
  private int depth;

  private XmlWriter(StringBuilder out) {
    this.out = out;
  }

  static Buffer write(Response.Content content) {
    StringBuilder out = new StringBuilder(2000);
    XmlWriter writer = new XmlWriter(out);
    switch (content) {
      case Response.Content.Single<?> single -> writer.object(single);
      case Response.Content.Several<?> several -> writer.array(several);
      case Response.Content.Amount(BigDecimal value) -> writer.bare(value);
      case Response.Content.Failure(ErrorBody error) -> error.writeXml(out);
      case Response.Content.Plain _ -> throw new IllegalStateException("this is JSON alone");
    }
    return Buffer.buffer(out.toString());
  }

  private <T> void object(Response.Content.Single<T> single) {
    openRoot(single.model().name(), single.model().area());
    properties(single.model(), single.value());
    close(single.model().name());
  }

  private <T> void array(Response.Content.Several<T> several) {
    String root = "ArrayOf" + several.model().name();
    openRoot(root, several.model().area());
    elements(several);
    close(root);
  }

  private void openRoot(String name, String area) {
    depth++;
    out.append('<').append(name).append(" xmlns:i=\"").append(INSTANCE);
    out.append("\" xmlns=\"").append(MODELS).append(area).append("\">");
  }

  private <T> void elements(Response.Content.Several<T> several) {
    for (T value : several.values()) {
      open(several.model().name());
      properties(several.model(), value);
      close(several.model().name());
    }
  }

  private <T> void properties(WireSchema<T> model, T value) {
    for (WireSchema.Property<T> property : model.ordinal()) {
      property(property.name().pascal(), property.value().apply(value));
    }
  }

  private void property(String name, @Nullable Object value) {
    switch (value) {
      case null -> out.append('<').append(name).append(" i:nil=\"true\" />");
      case WireSchema.Numbers(var numbers) -> numbers(name, numbers);
      default -> {
        open(name);
        content(value);
        close(name);
      }
    }
  }

  private void content(Object value) {
    switch (value) {
      case Long whole -> out.append(whole.longValue());
      case String text -> escape(text, out);
      case Boolean flag -> out.append(flag.booleanValue());
      case BigDecimal decimal -> out.append(decimal.toPlainString());
      case Response.Content.Single<?> part -> part(part);
      case Response.Content.Several<?> parts -> elements(parts);
      default -> throw new IllegalStateException("there is no form for a " + value.getClass());
    }
  }

  private <P> void part(Response.Content.Single<P> part) {
    properties(part.model(), part.value());
  }

  private void open(String name) {
    depth++;
    out.append('<').append(name).append('>');
  }

  private void close(String name) {
    depth--;
    out.append("</").append(name).append('>');
  }

  private void numbers(String name, @Nullable List<Integer> values) {
    String prefix = "d" + (depth + 1) + "p1";
    out.append('<').append(name);
    out.append(" xmlns:").append(prefix).append("=\"").append(ARRAYS).append('"');
    if (values == null) {
      out.append(" i:nil=\"true\" />");
      return;
    }
    if (values.isEmpty()) {
      out.append(" />");
      return;
    }
    out.append('>');
    for (int value : values) {
      out.append('<').append(prefix).append(":int>").append(value);
      out.append("</").append(prefix).append(":int>");
    }
    out.append("</").append(name).append('>');
  }

  /** Writes a number that is the whole response. */
  private void bare(BigDecimal value) {
    out.append("<decimal xmlns=\"").append(VALUES).append("\">");
    out.append(value.toPlainString()).append("</decimal>");
  }

  /** Writes character data; characters that XML 1.0 forbids become U+FFFD. */
  static void escape(String text, StringBuilder out) {
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '\r' -> out.append("&#xD;");
            default -> out.appendCodePoint(isXmlCharacter(c) ? c : 0xFFFD);
          }
        });
  }

  private static boolean isXmlCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
