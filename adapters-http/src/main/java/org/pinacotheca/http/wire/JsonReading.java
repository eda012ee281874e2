package org.pinacotheca.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the JSON object of a request. Keeps only properties that some operation knows, by their
 * lower-case names; of duplicates, in any case, the last one counts.
 */
public final class JsonReading {
  /** Shares buffers among all threads, because a virtual thread is used only once. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNumberLength(100)
                  .maxStringLength(100_000)
                  .maxNameLength(1_000)
                  .build())
          .build();

  private static final int VALUES_MAX = 10_000;
  private static final int UNKNOWN_MAX = 1_000;
  private static final String IMAGE = "image";

  private final JsonParser parser;
  private final Set<String> known;
  private final boolean imagesStayInPlace;
  private int values;
  private int unknown;

  private JsonReading(JsonParser parser, Set<String> known, boolean imagesStayInPlace) {
    this.parser = parser;
    this.known = known;
    this.imagesStayInPlace = imagesStayInPlace;
  }

  /** A string that was left in the file, because it may be long. */
  public record InPlace(long offset) {}

  /** A number as written. */
  record Digits(String text, boolean isWhole) {}

  /** A JSON null, as distinct from an absent property. */
  enum Null {
    NULL
  }

  /** The request is not a JSON object or exceeds a limit; the message says which and why. */
  public static final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
      super(message);
    }
  }

  /** Reads a request. */
  public static Map<String, Object> read(InputStream body, Set<String> known)
      throws IOException, MalformedJsonException {
    return read(body, known, false);
  }

  /** Reads a request whose {@code Image} strings become {@link InPlace}; the body is UTF-8. */
  public static Map<String, Object> readLeavingImages(InputStream body, Set<String> known)
      throws IOException, MalformedJsonException {
    return read(body, known, true);
  }

  private static Map<String, Object> read(
      InputStream body, Set<String> known, boolean imagesStayInPlace)
      throws IOException, MalformedJsonException {
    try (JsonParser parser = FACTORY.createParser(new Utf8Stream(body))) {
      JsonReading reading = new JsonReading(parser, known, imagesStayInPlace);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJsonException("The body must be a JSON object.");
      }
      Map<String, Object> object = reading.object();
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("The body must be one JSON object and nothing behind it.");
      }
      return object;
    } catch (CharacterCodingException e) {
      throw new MalformedJsonException(
          "The body must be a JSON object in UTF-8; there are bytes in it that are no UTF-8.");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      String where = line > 0 && column > 0 ? " near line " + line + ", column " + column : "";
      throw new MalformedJsonException(
          "The body must be a JSON object in UTF-8; it is malformed or too deep" + where + ".");
    }
  }

  /** The names of the object's properties as written, up to the first malformed one. */
  public static List<String> names(byte[] body) throws IOException {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
          parser.nextToken();
          parser.skipChildren();
        }
      }
    } catch (JsonProcessingException _) {
      // Reported when the values are read.
    }
    return names;
  }

  private Map<String, Object> object() throws IOException, MalformedJsonException {
    Map<String, Object> object = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName().toLowerCase(Locale.ROOT);
      JsonToken token = parser.nextToken();
      if (!known.contains(name)) {
        skip(token);
      } else if (token == JsonToken.VALUE_NULL) {
        object.put(name, Null.NULL);
      } else if (token == JsonToken.VALUE_STRING && imagesStayInPlace && name.equals(IMAGE)) {
        object.put(name, inPlace());
      } else {
        object.put(name, value(token));
      }
    }
    return object;
  }

  /** Skips a value that no operation knows. */
  private void skip(JsonToken first) throws IOException, MalformedJsonException {
    int depth = 0;
    for (JsonToken token = first; ; token = parser.nextToken()) {
      if (token.isStructEnd()) {
        depth--;
      } else if (token != JsonToken.FIELD_NAME) {
        unknown++;
        depth += token.isStructStart() ? 1 : 0;
      }
      if (unknown > UNKNOWN_MAX) {
        throw new MalformedJsonException(
            "The body must hold at most "
                + UNKNOWN_MAX
                + " values that no operation knows; it holds more.");
      }
      if (depth == 0) {
        return;
      }
    }
  }

  private InPlace inPlace() throws MalformedJsonException {
    long offset = parser.currentTokenLocation().getByteOffset();
    if (offset < 0) {
      throw new MalformedJsonException("The body must be a JSON object in UTF-8.");
    }
    return new InPlace(offset);
  }

  private Object value(JsonToken token) throws IOException, MalformedJsonException {
    values++;
    if (values > VALUES_MAX) {
      throw new MalformedJsonException(
          "The body must hold at most " + VALUES_MAX + " values; it holds more.");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> new Digits(parser.getText(), true);
      case VALUE_NUMBER_FLOAT -> new Digits(parser.getText(), false);
      case VALUE_STRING -> parser.getText();
      default -> Null.NULL;
    };
  }

  private List<Object> array() throws IOException, MalformedJsonException {
    List<Object> array = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      array.add(value(token));
      token = parser.nextToken();
    }
    return array;
  }
}
