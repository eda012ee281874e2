package org.pinacotheca.rpc.reply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes replies as JSON or JSONP. */
final class JsonReply {
  /**
   * ASCII only: a script may be read in its page's encoding, and old clients fail on Unicode line
   * separators, so that an error looks like a success.
   */
  private static final JsonFactory ASCII =
      new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  static final int REPLACEMENT = 0xFFFD;

  private JsonReply() {}

  static String renderCall(String callback, ReplyValue value) {
    return callback + "(" + render(value) + ");";
  }

  static String render(ReplyValue value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = ASCII.createGenerator(out)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  private static void write(ReplyValue value, JsonGenerator generator) throws IOException {
    switch (value) {
      case ReplyValue.Fields(var fields) -> {
        generator.writeStartObject();
        for (ReplyValue.Field field : fields) {
          generator.writeFieldName(field.name());
          write(field.value(), generator);
        }
        generator.writeEndObject();
      }
      case ReplyValue.Items(_, var items) -> {
        generator.writeStartArray();
        for (ReplyValue item : items) {
          write(item, generator);
        }
        generator.writeEndArray();
      }
      case ReplyValue.Text(String text) -> generator.writeString(wellFormed(text));
      case ReplyValue.WholeNumber(long number) -> generator.writeNumber(number);
    }
  }

  /** Replaces unpaired surrogates, which UTF-8 cannot encode. */
  private static String wellFormed(String text) {
    int[] repaired =
        text.codePoints()
            .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
            .toArray();
    return new String(repaired, 0, repaired.length);
  }
}
