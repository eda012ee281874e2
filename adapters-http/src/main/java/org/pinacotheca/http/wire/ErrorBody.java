package org.pinacotheca.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The body of an error response.
 *
 * @param message what is wrong and how to correct it
 * @param code a stable word
 * @param modelState the invalid fields with their messages; empty when none is invalid
 */
public record ErrorBody(String message, String code, Map<String, List<String>> modelState) {
  public ErrorBody {
    modelState = Collections.unmodifiableMap(new LinkedHashMap<>(modelState));
  }

  /** An error about fields, whose message lists every fault. */
  public static ErrorBody ofFields(String code, List<Fault> faults) {
    Map<String, List<String>> modelState = new LinkedHashMap<>();
    for (Fault fault : faults) {
      modelState.computeIfAbsent(fault.name(), _ -> new ArrayList<>()).add(fault.message());
    }
    String message =
        faults.stream()
            .limit(10)
            .map(fault -> fault.name() + " " + fault.message())
            .collect(Collectors.joining(" "));
    return new ErrorBody(message, code, modelState);
  }

  /** An invalid field, by its wire name. */
  public record Fault(String name, String message) {}

  void writeJson(JsonGenerator out, boolean camelCase) throws IOException {
    out.writeStartObject();
    out.writeStringField(camelCase ? "message" : "Message", message);
    out.writeStringField(camelCase ? "code" : "Code", code);
    if (!modelState.isEmpty()) {
      out.writeObjectFieldStart(camelCase ? "modelState" : "ModelState");
      for (Map.Entry<String, List<String>> field : modelState.entrySet()) {
        out.writeArrayFieldStart(camelCase ? camelPath(field.getKey()) : field.getKey());
        for (String fault : field.getValue()) {
          out.writeString(fault);
        }
        out.writeEndArray();
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static String camelPath(String path) {
    return Arrays.stream(path.split("\\.", -1))
        .map(PropertyName::camel)
        .collect(Collectors.joining("."));
  }

  void writeXml(StringBuilder out) {
    out.append("<Error>");
    element("Message", message, out);
    element("Code", code, out);
    if (!modelState.isEmpty()) {
      out.append("<ModelState>");
      modelState.forEach(
          (field, faults) -> element(elementName(field), String.join(" ", faults), out));
      out.append("</ModelState>");
    }
    out.append("</Error>");
  }

  private static void element(String name, String text, StringBuilder out) {
    out.append('<').append(name).append('>');
    XmlWriter.escape(text, out);
    out.append("</").append(name).append('>');
  }

  /**
   * Encodes characters that XML does not allow in a name, as .NET does: {@code [} becomes {@code
   * _x005B_}.
   */
  private static String elementName(String field) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean isLetter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      boolean isLater = (c >= '0' && c <= '9') || c == '.' || c == '-';
      if (isLetter || (i > 0 && isLater)) {
        name.append(c);
      } else {
        name.append(String.format("_x%04X_", (int) c));
      }
    }
    return name.toString();
  }
}
