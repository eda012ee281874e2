package org.pinacotheca.rpc.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses lists and callbacks as the contract defines them. Each result is empty when the text is
 * malformed.
 */
public final class ParameterForms {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int CALLBACK_LENGTH_MAX = 128;
  private static final Pattern CALLBACK =
      Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*");

  private ParameterForms() {}

  /**
   * The items of a comma-separated list or a JSON array of strings and numbers, trimmed, without
   * empty ones.
   */
  public static Optional<List<String>> list(String text) {
    String stripped = text.strip();
    List<String> items = new ArrayList<>();
    if (stripped.startsWith("[")) {
      if (!readArray(stripped, items)) {
        return Optional.empty();
      }
    } else {
      items.addAll(List.of(stripped.split(",")));
    }
    return Optional.of(items.stream().map(String::strip).filter(item -> !item.isEmpty()).toList());
  }

  /** A JavaScript identifier or several joined by dots, so that the reply can only be a call. */
  public static Optional<String> callback(String text) {
    return text.length() <= CALLBACK_LENGTH_MAX && CALLBACK.matcher(text).matches()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static boolean readArray(String text, List<String> items) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
          return false;
        }
        items.add(parser.getText());
      }
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
