package org.pinacotheca.http.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes XML in the shape of .NET's DataContractSerializer. Used by one thread for one response.
 */
final class XmlWriter implements WireWriter {
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String VALUES = "http://schemas.microsoft.com/2003/10/Serialization/";
  private static final String ARRAYS = VALUES + "Arrays";
  private static final String MODELS = "http://schemas.datacontract.org/2004/07/API.Models.";

  private final StringBuilder out;

  /** The number of open elements. */
  private int depth;

  XmlWriter(StringBuilder out) {
    this.out = out;
  }

  <T> void object(WireSchema<T> model, T value) throws IOException {
    openRoot(model.name(), model.area());
    properties(model, value);
    close(model.name());
  }

  <T> void array(WireSchema<T> model, List<T> values) throws IOException {
    String root = "ArrayOf" + model.name();
    openRoot(root, model.area());
    elements(model, values);
    close(root);
  }

  private void openRoot(String name, String area) {
    depth++;
    out.append('<').append(name).append(" xmlns:i=\"").append(INSTANCE);
    out.append("\" xmlns=\"").append(MODELS).append(area).append("\">");
  }

  private <T> void elements(WireSchema<T> model, List<T> values) throws IOException {
    for (T value : values) {
      open(model.name());
      properties(model, value);
      close(model.name());
    }
  }

  private <T> void properties(WireSchema<T> model, T value) throws IOException {
    for (WireSchema.Property<T> property : model.ordinal()) {
      property.write(value, this);
    }
  }

  private void open(String name) {
    depth++;
    out.append('<').append(name).append('>');
  }

  private void close(String name) {
    depth--;
    out.append("</").append(name).append('>');
  }

  @Override
  public void nil(PropertyName name) {
    out.append('<').append(name.pascal()).append(" i:nil=\"true\" />");
  }

  @Override
  public void whole(PropertyName name, long value) {
    open(name.pascal());
    out.append(value);
    close(name.pascal());
  }

  @Override
  public void text(PropertyName name, @Nullable String value) {
    if (value == null) {
      nil(name);
      return;
    }
    open(name.pascal());
    escape(value, out);
    close(name.pascal());
  }

  @Override
  public void flag(PropertyName name, boolean value) {
    open(name.pascal());
    out.append(value);
    close(name.pascal());
  }

  @Override
  public void decimal(PropertyName name, @Nullable BigDecimal value) {
    text(name, value == null ? null : value.toPlainString());
  }

  @Override
  public void numbers(PropertyName name, @Nullable List<Integer> values) {
    String prefix = "d" + (depth + 1) + "p1";
    out.append('<').append(name.pascal());
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
    out.append("</").append(name.pascal()).append('>');
  }

  @Override
  public <P> void part(PropertyName name, WireSchema<P> model, P value) throws IOException {
    open(name.pascal());
    properties(model, value);
    close(name.pascal());
  }

  @Override
  public <P> void parts(PropertyName name, WireSchema<P> model, List<P> values) throws IOException {
    open(name.pascal());
    elements(model, values);
    close(name.pascal());
  }

  /** Writes a number that is the whole response. */
  static void bare(BigDecimal value, StringBuilder out) {
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
