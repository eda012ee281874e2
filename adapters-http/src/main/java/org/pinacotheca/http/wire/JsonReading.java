package org.pinacotheca.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.transport.SpooledFile;

/**
 * Reads the JSON object of a request: maps whose names ignore letter case, lists, strings, booleans
 * and numbers as written. Of duplicate names the last one counts.
 */
public final class JsonReading {
  private static final int TOKENS_MAX = 10_000;
  private static final int FILE_BUFFER = 64 * 1024;

  /** Shares buffers among all threads, because a virtual thread is used only once. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNumberLength(100)
                  .maxStringLength(1 << 20)
                  .maxNameLength(1_000)
                  .maxTokenCount(TOKENS_MAX)
                  .build())
          .build();

  /** All that a request with pictures may name; anything else there may be long. */
  private static final Set<String> UPLOAD_NAMES =
      Set.of("userid", "albumid", "pictures", "title", "description", "image");

  private final JsonParser parser;

  /** The file that holds the pictures, for a request with pictures. */
  private final Optional<SpooledFile> file;

  private JsonReading(JsonParser parser, Optional<SpooledFile> file) {
    this.parser = parser;
    this.file = file;
  }

  /** A number as written. */
  record Digits(String text) {}

  /** The request is not a JSON object or exceeds a limit; the message says which and why. */
  public static final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private MalformedJsonException(String message) {
      super(message);
    }
  }

  /** Reads a request in memory. */
  public static Fields read(byte[] body, Charset charset)
      throws IOException, MalformedJsonException {
    try {
      // Stricter than the parser, which accepts overlong encodings.
      String text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return read(FACTORY.createParser(utf8), Optional.empty());
    } catch (CharacterCodingException e) {
      throw new MalformedJsonException(notIn(charset));
    }
  }

  /**
   * Reads a request with pictures, whose {@code Image} strings become sources that read the file.
   *
   * @param file in UTF-8
   */
  public static Fields read(SpooledFile file) throws IOException, MalformedJsonException {
    try (InputStream in = new BufferedInputStream(file.open(), FILE_BUFFER)) {
      return read(FACTORY.createParser(in), Optional.of(file));
    }
  }

  /** What is wrong with a body that is not in its character set. */
  public static String notIn(Charset charset) {
    return "The body must be a JSON object in "
        + charset.name()
        + "; there are bytes in it that are no "
        + charset.name()
        + ".";
  }

  private static Fields read(JsonParser source, Optional<SpooledFile> file)
      throws IOException, MalformedJsonException {
    try (JsonParser parser = source) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJsonException("The body must be a JSON object.");
      }
      Fields fields = Fields.of(new JsonReading(parser, file).object());
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("The body must be one JSON object and nothing behind it.");
      }
      return fields;
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      String where =
          location != null && location.getLineNr() > 0 && location.getColumnNr() > 0
              ? " near line " + location.getLineNr() + ", column " + location.getColumnNr()
              : "";
      throw new MalformedJsonException(
          "The body must be a JSON object in UTF-8; it is malformed, too deep or too long"
              + where
              + ".");
    }
  }

  private Map<String, @Nullable Object> object() throws IOException, MalformedJsonException {
    Map<String, @Nullable Object> object = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (file.isPresent() && !UPLOAD_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        parser.skipChildren();
        token = parser.nextToken();
      } else if (file.isPresent()
          && value == JsonToken.VALUE_STRING
          && name.equalsIgnoreCase("Image")) {
        long start = offset();
        token = parser.nextToken();
        object.put(name, new Base64Slice(file.get(), start, offset() - start));
      } else {
        object.put(name, value(value));
        token = parser.nextToken();
      }
    }
    return object;
  }

  private long offset() throws MalformedJsonException {
    long offset = parser.currentTokenLocation().getByteOffset();
    if (offset < 0) {
      throw new MalformedJsonException("The body must be a JSON object in UTF-8.");
    }
    return offset;
  }

  private @Nullable Object value(JsonToken token) throws IOException, MalformedJsonException {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getText());
      case VALUE_STRING -> parser.getText();
      default -> null;
    };
  }

  private List<@Nullable Object> array() throws IOException, MalformedJsonException {
    List<@Nullable Object> array = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      array.add(value(token));
      token = parser.nextToken();
    }
    return array;
  }
}
