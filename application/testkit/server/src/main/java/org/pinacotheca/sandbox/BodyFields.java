package org.pinacotheca.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The properties of a JSON object in a request to the sandbox, of which none is unknown. */
final class BodyFields {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final JsonNode object;

  private BodyFields(JsonNode object, List<String> known) {
    if (!object.isObject()) {
      throw new BadBodyException(
          "The body must be a JSON object that may have " + String.join(", ", known) + ".");
    }
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      if (!known.contains(property.getKey())) {
        throw new BadBodyException(
            "'" + property.getKey() + "' is none of " + String.join(", ", known) + ".");
      }
    }
    this.object = object;
  }

  /** The properties of a body that is an object, or empty. */
  static BodyFields ofObject(String body, List<String> known) {
    return new BodyFields(body.isBlank() ? JSON.createObjectNode() : read(body), known);
  }

  /** The properties of each object in a body that is an array. */
  static List<BodyFields> ofArray(String body, List<String> known) {
    JsonNode array = read(body);
    if (!array.isArray()) {
      throw new BadBodyException(
          "The body must be a JSON array of objects that may have "
              + String.join(", ", known)
              + "; an empty one ends all faults.");
    }
    List<BodyFields> all = new ArrayList<>();
    array.forEach(object -> all.add(new BodyFields(object, known)));
    return all;
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new BadBodyException("The body must be JSON: " + e.getOriginalMessage() + ".");
    }
  }

  /** A text; empty where there is none. */
  Optional<String> text(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new BadBodyException(name + " must be a text in quotation marks.");
    }
    return Optional.of(value.textValue());
  }

  /** A whole number; empty where there is none. */
  OptionalLong number(String name, long least, long most) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalLong.empty();
    }
    boolean isWithin =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= least
            && value.longValue() <= most;
    if (!isWithin) {
      throw new BadBodyException(
          name + " must be a whole number from " + least + " to " + most + ".");
    }
    return OptionalLong.of(value.longValue());
  }
}
