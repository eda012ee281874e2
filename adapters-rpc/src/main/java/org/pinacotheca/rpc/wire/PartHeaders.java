package org.pinacotheca.rpc.wire;

import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.jspecify.annotations.Nullable;

/** The headers of one part: its name, and whether it has a file name. */
final class PartHeaders {
  private final int bytesMax;
  private int bytes;
  private @Nullable String name;
  private boolean fileName;

  PartHeaders(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  void add(Field field) throws MalformedRequest {
    bytes += field.getRaw() == null ? 0 : field.getRaw().length();
    if (bytes > bytesMax) {
      throw MultipartReader.headersTooLong();
    }
    if (!field.getName().equalsIgnoreCase("Content-Disposition")) {
      return;
    }
    RawBody disposition =
        RawFieldParser.DEFAULT.parseRawBody(
            field instanceof RawField raw ? raw : new RawField(field.getName(), field.getBody()));
    for (NameValuePair parameter : disposition.getParams()) {
      switch (parameter.getName().toLowerCase(Locale.ROOT)) {
        case "name" -> name = checkedName(parameter.getValue());
        case "filename", "filename*" -> fileName = true;
        default -> {}
      }
    }
  }

  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  boolean hasFileName() {
    return fileName;
  }

  private String checkedName(@Nullable String value) throws MalformedRequest {
    if (name != null) {
      throw new MalformedRequest("A part has two names.");
    }
    String text = value == null ? "" : value;
    if (text.length() > ParameterCollector.NAME_BYTES_MAX || text.indexOf('\uFFFD') >= 0) {
      throw new MalformedRequest("A part's name is too long or not UTF-8 text.");
    }
    return text;
  }
}
